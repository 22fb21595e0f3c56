import { startIntake, type Intake } from '../app/intake.ts';
import type { Dispatch, DispatchOptions } from '../deliver/dispatch-state.ts';
import { startDispatch } from '../deliver/dispatch.ts';
import type { StockList } from '../vi/stock.ts';

/** Frames in, messages out: what the live bot is made of, without a feed and without commands. */
export interface Pipeline {
  readonly intake: Intake;
  readonly dispatch: Dispatch;
}

export type PipelineOptions = Omit<DispatchOptions, 'moved'> & {
  readonly stocks: StockList;
};

/** Starts the live functions; what falls due on its clock happens by itself. */
export async function startPipeline({ stocks, ...options }: PipelineOptions): Promise<Pipeline> {
  const dispatch = await startDispatch({ ...options, moved: (channel, to) => channel.move(to) });
  return { dispatch, intake: await startIntake(options, dispatch, { stocks }) };
}
