import { beforeAll, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { compileLibrary, type LibrarySystem } from '../../../../server/src/generate/library/library.ts';
import { retoldTopics } from '../../../../server/src/generate/library/topics.ts';
import { testParser } from '../../../support/parser.ts';

const BOOKS = `trace "issue invoice" {
  http books "POST /invoices" {
    rpc ledger Post {
      send postings entry-posted
      send postings LineBooked
      send postings invoice.sent
      send postings nightly
    }
    rpc archive Store {
      send postings document-stored
    }
  }
}
`;

let system: LibrarySystem | undefined;

beforeAll(async () => {
  const parser = await testParser();
  system = compileLibrary([{ name: 'books', spec: parseSpec(parser, BOOKS) }]).systems[0];
});

it('names what is foreign to the file after who sends it there', () => {
  const services = ['invoices', 'pdf-renderer'].map((service) => ({ service, type: 'rpc' as const }));
  const own = (service: string) => (service === 'ledger' ? 'invoices' : undefined);
  expect(system && Object.fromEntries(retoldTopics(system, services, own))).toEqual({
    'entry-posted': 'invoice-posted',
    LineBooked: 'InvoiceBooked',
  });
});
