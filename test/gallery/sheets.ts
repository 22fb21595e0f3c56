import { ALERT_SCENES, DIGEST_SCENES, LIVING_SCENES } from './scenes/alerts.ts';
import { ANSWER_SCENES, HELP_SCENES, MUTE_SCENES } from './scenes/commands.ts';
import { NOTICE_SCENES, SUMMARY_SCENE } from './scenes/notices.ts';
import { PICTURE_SCENES } from './scenes/pictures.ts';
import type { Scene } from './scenes/scene.ts';

/** One image: its scenes in four phones, Telegram and Slack, dark and light, Korean and English. */
export interface Sheet {
  /** The file's name in docs/gallery/, without its ending. */
  readonly name: string;
  readonly about: string;
  readonly scenes: readonly Scene[];
}

const HALF = Math.ceil(NOTICE_SCENES.length / 2);

export const SHEETS: readonly Sheet[] = [
  { name: 'alerts', about: 'Alerts: every kind and direction', scenes: ALERT_SCENES },
  { name: 'living', about: 'What becomes of an alert, and its marks', scenes: LIVING_SCENES },
  {
    name: 'digests',
    about: 'Digests, and the day summed up',
    scenes: [...DIGEST_SCENES, SUMMARY_SCENE],
  },
  { name: 'mutes', about: 'Mutes: undo, choices, the list, the end', scenes: MUTE_SCENES },
  { name: 'answers', about: 'Answers to commands', scenes: ANSWER_SCENES },
  { name: 'help', about: 'Help, and a quiet day', scenes: HELP_SCENES },
  { name: 'pictures', about: 'Pictures of /today', scenes: PICTURE_SCENES },
  {
    name: 'notices-1',
    about: 'Notices: start, feed, channels, rules',
    scenes: NOTICE_SCENES.slice(0, HALF),
  },
  { name: 'notices-2', about: 'Notices: rules, delay, store', scenes: NOTICE_SCENES.slice(HALF) },
];
