import { pick, type Random } from '../../server/src/core/random.ts';

const SERVICES = ['a', 'b', 'c', 'gateway', 'orders-db', 'cache', 'new-service', '"with space"'];

/** Whatever a model may say: layers, more than was asked for, refusals and noise. */
export function anything(random: Random): string {
  const line = () =>
    `  ${pick(random, ['rpc', 'http', 'db', 'cache', 'send', 'recv', 'in', 'call'])} ${pick(random, SERVICES)} ` +
    `${pick(random, ['Get', '"GET /x"', 'Put', ''])} ${pick(random, ['1ms', '900s', '3us', ''])}` +
    `${pick(random, ['', '', ' { ... }', ' x9', ' {'])}\n`;
  const lines = Array.from({ length: random.below(9) }, line).join('');
  return pick(random, [
    lines,
    `${lines}}`,
    `\`\`\`\n${lines}\`\`\``,
    `Sure!\n${lines}`,
    '',
    '}}}}',
    '\u0000"{',
  ]);
}
