/**
 * Writes docs/openings.md: what the shipped model makes of thirty new files that hold nothing but their first line,
 * unedited. Read it as an engineer of each domain would.
 *
 * Usage: npm run openings (after a build)
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from './lib/paths.mjs';
import { runOrThrow } from './lib/process.mjs';
import { runScript, say } from './lib/say.mjs';

const SEED = 1;

/** Domain → the line that a user has typed. */
const OPENINGS = {
  'online shop': 'http gateway "POST /orders"',
  'book shop': 'http storefront "GET /books/{id}"',
  'food delivery': 'http mobile-api "POST /deliveries"',
  'ride hailing': 'rpc rides RequestRide',
  'hotel booking': 'http web "POST /reservations"',
  airline: 'http booking-web "GET /flights/search"',
  'car rental': 'http RentalApi "POST /rentals"',
  banking: 'http mobile-gateway "POST /transfers"',
  'card payments': 'rpc payment-service Authorize',
  'stock trading': 'rpc order-entry PlaceOrder',
  insurance: 'http portal "POST /claims"',
  'tax filing': 'http citizen-portal "POST /returns"',
  'hospital records': 'http chart-api "GET /patients/{id}"',
  telehealth: 'http clinic-app "POST /appointments"',
  pharmacy: 'http pharmacy-web "POST /prescriptions"',
  'parcel tracking': 'http tracking-api "GET /parcels/{id}"',
  warehouse: 'rpc wms StartPicking',
  'smart meters': 'recv meter-ingest readings',
  'connected cars': 'rpc fleet-gateway ReportPosition',
  'electric charging': 'http charge-app "POST /sessions"',
  'video streaming': 'http api "GET /titles/{id}/play"',
  'music streaming': 'http player-gateway "POST /playback"',
  'social feed': 'http edge "GET /feed"',
  'team chat': 'rpc chat-gateway SendMessage',
  'multiplayer game': 'rpc matchmaking JoinQueue',
  'news site': 'http www "GET /articles/{slug}"',
  'online courses': 'http learn-web "POST /enrolments"',
  'continuous integration': 'http ci-api "POST /builds"',
  'customer support': 'http helpdesk "POST /tickets"',
  'log search': 'http query-frontend "GET /search"',
};

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'openings-'));
  const sections = [];
  for (const [domain, line] of Object.entries(OPENINGS)) {
    const filled = await fill(
      join(folder, 'opening.trace'),
      `trace "${domain}" {\n  ${line} {\n    ...\n  }\n}\n`,
    );
    sections.push(`## ${capital(domain)}\n\n\`\`\`trace\n${filled.trimEnd()}\n\`\`\`\n`);
    say(domain);
  }
  writeFileSync(fromRoot('docs/openings.md'), `${HEAD}\n${sections.join('\n')}`);
  rmSync(folder, { recursive: true });
  return 0;
}

/**
 * @param {string} file
 * @param {string} typed
 */
async function fill(file, typed) {
  writeFileSync(file, typed);
  await runOrThrow(process.execPath, [
    fromRoot('dist/cli.cjs'),
    'fill',
    file,
    '--seed',
    String(SEED),
    '-o',
    file,
  ]);
  return readFileSync(file, 'utf8');
}

const HEAD = `# Thirty new files

What comes back in a new file whose first call alone is typed, with \`...\` in its body, in a workspace without any other: names
and habits are the model's and those of the library of systems (\`training/systems\`). Nothing is edited; \`npm run openings\`
makes this page, \`tracewright fill FILE --seed ${SEED}\` each part of it. How the library is searched was adjusted with these
thirty in view, under this one seed: expect less of other domains.
`;

/** @param {string} text */
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

await runScript(main);
