import { wordsOf } from '../codec/words.ts';

/** Words of services that stand in front of a system and are about nothing themselves. */
export const FRONT_DOORS: ReadonlySet<string> = new Set(
  'api app backend bff client desktop edge entry envoy front frontend gateway haproxy ingress kong mobile nginx portal proxy server service site svc traefik ui web www'.split(
    ' ',
  ),
);

/** Whether a service stands in front of a system, by its name. */
export const isFrontDoor = ({ service }: { readonly service: string }): boolean =>
  wordsOf(service).every((word) => FRONT_DOORS.has(word));
