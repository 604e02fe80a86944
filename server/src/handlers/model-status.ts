import type { ModelStatus, TracewrightNotifications, TracewrightRequests } from '../protocol.ts';
import type { Handler } from './context.ts';

const STATUS: keyof TracewrightNotifications = 'tracewright/modelStatus';
const ENDPOINT_KEY: keyof TracewrightNotifications = 'tracewright/endpointKey';
const RESTART: keyof TracewrightRequests = 'tracewright/restartModel';

/** Tells the client what the model is doing, and passes on what the user wants of it. */
export const modelStatus: Handler = ({ connection, model, settings, whenInitialized, whenTrusted }) => {
  let last = '';
  const tell = (status: ModelStatus) => {
    const said = JSON.stringify(status);
    if (said === last) return;
    last = said;
    void connection.sendNotification(STATUS, status);
  };
  model.onStatus(tell);
  settings.onChanged((changed) => model.configure(changed));
  whenTrusted.push(() => model.grantTrust());
  connection.onNotification(ENDPOINT_KEY, ({ key }: TracewrightNotifications[typeof ENDPOINT_KEY]) =>
    model.useEndpointKey(key ?? undefined),
  );
  connection.onRequest(RESTART, () => model.restart());
  whenInitialized.push(() => {
    model.configure(settings.current);
    tell(model.status);
  });
  return {};
};
