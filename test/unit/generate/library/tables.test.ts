import { describe, expect, it } from 'vitest';
import { retoldTable } from '../../../../server/src/generate/library/tables.ts';

const isStrange = (text: string) => /account|package/iu.test(text);

describe('a statement of another system', () => {
  it.each([
    ['SELECT ACCOUNT_HOLDER', 'invoices', 'SELECT INVOICES'],
    ['select packages', 'order-service', 'select orders'],
    ['UPDATE account_balances SET total', 'patient', 'UPDATE patients SET total'],
    ['SEARCH packages', 'search', 'SEARCH'],
    ['INSERT accounts', 'service', 'INSERT'],
  ])('%s of %s is %s', (statement, caller, expected) => {
    expect(retoldTable(statement, caller, isStrange)).toBe(expected);
  });

  it.each(['SELECT slots', 'GetItem', 'findOne'])('%s stays where nothing in it is strange', (statement) => {
    expect(retoldTable(statement, 'invoices', isStrange)).toBe(statement);
  });
});
