import { wordsOf } from '../codec/words.ts';

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

/** Whether a service stands in front of a system, by its name: `gateway`, `web-api`, `shop-web`, but not `payment-gateway`. */
export function isFrontDoor({ service }: { readonly service: string }): boolean {
  const words = wordsOf(service);
  return ENDS.has(words.at(-1) ?? '') || words.every((word) => FRONT_DOORS.has(word));
}
