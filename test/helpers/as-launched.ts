import { setFlagsFromString } from 'node:v8';

// Imported before anything else: the launcher starts the bot with this, but none of its tools.
setFlagsFromString('--semi-space-growth-factor=1');
