/** Words of services that stand in front of a system and are about nothing themselves. */
export const FRONT_DOORS: ReadonlySet<string> = new Set(
  'api app backend bff client desktop edge entry front frontend gateway ingress mobile portal proxy service site svc ui web www'.split(
    ' ',
  ),
);
