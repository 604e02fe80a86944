import type { TracewrightNotifications } from '../protocol.ts';
import type { Handler } from './context.ts';

const TRUST_GRANTED: keyof TracewrightNotifications = 'tracewright/trustGranted';

/** Tells those who do less in a workspace that is not trusted when it has come to be. */
export const trust: Handler = ({ connection, whenTrusted }) => {
  connection.onNotification(TRUST_GRANTED, () => {
    for (const action of whenTrusted) action();
  });
  return {};
};
