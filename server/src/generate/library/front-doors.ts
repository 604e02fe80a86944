import { wordsOf } from '../codec/words.ts';
import { unglued } from './unglued.ts';

/** Words of services that stand in front of a system and are about nothing themselves. */
export const FRONT_DOORS: ReadonlySet<string> = new Set(
  'api app backend bff client desktop edge entry envoy front frontend gateway haproxy ingress kong mobile nginx portal proxy server service site svc traefik ui web www'.split(
    ' ',
  ),
);

/** Last words of names of which, whatever is in front of them, hardly anybody is called by another service. */
const ENDS: ReadonlySet<string> = new Set(
  'bff client console dashboard desktop edge front frontend ingress kiosk mobile portal spa storefront ui web webapp website'.split(
    ' ',
  ),
);

const partsOf = (service: string): readonly string[] => wordsOf(service).flatMap(unglued);

/** Whether a service stands in front of a system, by its name: `gateway`, `web-api`, `shop-web`, but not `payment-gateway`. */
export function isFrontDoor({ service }: { readonly service: string }): boolean {
  const words = partsOf(service);
  return ENDS.has(words.at(-1) ?? '') || words.every((word) => FRONT_DOORS.has(word));
}

/** Whom a system is made for; named after one of them, what begins a trace is what they hold in their hands. */
const AUDIENCES: ReadonlySet<string> = new Set(
  'agent buyer citizen courier customer driver external guest internal member merchant operator partner passenger patient public rider seller staff student visitor'.split(
    ' ',
  ),
);

/** Last words of names of which, where they begin a trace, all pass on what they are asked for. */
const PASSING: ReadonlySet<string> = new Set(['app', 'gateway', 'proxy']);

/** Whether the service that begins a trace only passes on what it is asked for, by its name: `game-gateway`, `customer-api`. */
export function passesOn(entry: { readonly service: string }): boolean {
  if (isFrontDoor(entry)) return true;
  const words = partsOf(entry.service);
  const last = words.at(-1) ?? '';
  if (PASSING.has(last)) return true;
  return FRONT_DOORS.has(last) && words.slice(0, -1).every((word) => AUDIENCES.has(word));
}
