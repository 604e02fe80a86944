import type {
  Arrivals,
  Export,
  Fault,
  FaultRule,
  Fill,
  Mix,
  Period,
  ScenarioItem,
  Send,
} from '../spec/spec.ts';
import { quote } from '../text/names.ts';
import { printStatus } from './print-modifiers.ts';
import { printName, printPattern } from './print-names.ts';

export function printScenarioHead({ name, seed }: ScenarioItem): string {
  return `scenario ${printName(name)}${seed === undefined ? '' : ` seed ${seed}`}`;
}

export function printMix({ arms }: Mix): string {
  return `mix ${arms.map((arm) => `${arm.weightText} ${printName(arm.trace)}`).join(', ')}`;
}

export function printPeriod({ start, length }: Period): string {
  return `from ${start.text} for ${length.text}`;
}

export function printArrivals({ law, rates }: Arrivals): string {
  const steps = rates.map(({ rate, at }) => (at === undefined ? rate.text : `${rate.text} at ${at.text}`));
  return `arrivals ${law.value} ${steps.join(' -> ')}`;
}

export function printFaultHead({ at, length, name }: Fault): string {
  return `at ${at.text} for ${length.text} fault ${printName(name)}`;
}

export function printFaultRule({ pattern, effects }: FaultRule): string {
  return `${printPattern(pattern)}: ${effects.map(printEffect).join(', ')}`;
}

function printEffect(effect: FaultRule['effects'][number]): string {
  if (effect.kind === 'status') return printStatus(effect);
  return `duration ${effect.value?.text ?? `x${effect.factor ?? 1}`}`;
}

export function printFill({ model, temperature, seed }: Fill): string {
  const heat = temperature === undefined ? '' : ` temperature ${temperature.text}`;
  return `fill ${printName(model)}${heat}${seed === undefined ? '' : ` seed ${seed}`}`;
}

export function printExport({ format, path, shards }: Export): string {
  return `export ${format.value} ${quote(path.value)}${shards === undefined ? '' : ` shards ${shards}`}`;
}

export function printSend({ protocol, endpoint, rate }: Send): string {
  return `send ${protocol.value} ${quote(endpoint.value)}${rate === undefined ? '' : ` rate ${rate.text}`}`;
}
