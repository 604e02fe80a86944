import type { CallType } from '../../core/spec/spec.ts';
import { isName } from '../../core/text/names.ts';
import type { DraftedCall } from '../author/drafted-call.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import type { Surroundings } from './decode-subtree.ts';
import { lookAhead, type Reach } from './reach.ts';
import type { RuleState } from './rule-state.ts';

/** Who can be called while a subtree is written: who is known, and whom drafts name besides. */
export class Cast {
  readonly #around: Pick<Surroundings, 'typesOf'>;
  readonly #rules: RuleState;
  readonly #daring: boolean;
  readonly #named = new Map<string, ReadonlySet<CallType>>();
  #catalogue: Catalogue;
  #reach: Reach;

  constructor(around: Pick<Surroundings, 'typesOf' | 'catalogue'>, rules: RuleState, daring: boolean) {
    this.#around = around;
    this.#rules = rules;
    this.#daring = daring;
    this.#catalogue = around.catalogue;
    this.#reach = this.#lookAhead();
  }

  get catalogue(): Catalogue {
    return this.#catalogue;
  }

  /** How deep a subtree below a service can be. */
  get reach(): Reach {
    return this.#reach;
  }

  typesOf(service: string, caller: string): ReadonlySet<CallType> {
    return this.#named.get(service) ?? this.#around.typesOf(service, caller);
  }

  /** Takes in the services that nobody knew, each by the type that it is first called by; what is no name is no service. */
  admit(calls: readonly DraftedCall[]): void {
    const before = this.#catalogue;
    for (const { type, service } of calls) {
      if (type === 'in' || !isName(service) || this.#catalogue.referenceOf(service) !== undefined) continue;
      this.#catalogue = this.#catalogue.with({ service, type, named: true });
      this.#named.set(service, new Set([type]));
    }
    if (this.#catalogue !== before) this.#reach = this.#lookAhead();
  }

  #lookAhead(): Reach {
    const services = this.#catalogue.entries.map(({ service }) => service);
    const typesOf = (service: string, caller: string) => this.typesOf(service, caller);
    return lookAhead(services, typesOf, this.#rules, this.#daring);
  }
}
