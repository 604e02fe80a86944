import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import { END, type Event, type Prediction } from '../../../../server/src/generate/memory/next-call.ts';
import { kindsOf, mix } from '../../../../server/src/generate/mixture/mixture.ts';
import { mixNextCall } from '../../../../server/src/generate/mixture/next-call-mixture.ts';

const EVENTS: readonly Event[] = [END, 'rpc a', 'rpc b', 'rpc c', 'db d', 'db e'];

describe('model and memory, a type first and then a callee', () => {
  it('choose from the same mixture as over whole calls', () => {
    const random = createRandom('two steps');
    for (let round = 0; round < 50; round++) {
      const [model, memory] = [shares(random.next), shares(random.next)];
      const prediction: Prediction = {
        probabilities: memory,
        closeness: 1 + random.below(8),
        count: 1 + random.below(9),
        breadth: 10 + random.below(90),
      };
      const whole = mix(model, prediction);
      const steps = mixNextCall(prediction);
      const kinds = [...kindsOf(model)];
      const first = steps.kinds(kinds.map(([kind]) => kind))(kinds.map(([, share]) => share));
      for (const [index, [kind, modelsShare]] of kinds.entries()) {
        if (kind === END) {
          expect(first[index]).toBeCloseTo(whole.get(END) ?? 0, 12);
          continue;
        }
        const services = EVENTS.filter((event) => event.startsWith(`${kind} `)).map(
          (event) => event.split(' ')[1] ?? '',
        );
        const own = services.map((service) => (model.get(`${kind} ${service}`) ?? 0) / modelsShare);
        const second = steps.callees(kind as CallType, services)(own);
        for (const [at, service] of services.entries())
          expect((first[index] ?? 0) * (second[at] ?? 0)).toBeCloseTo(
            whole.get(`${kind} ${service}`) ?? 0,
            12,
          );
      }
    }
  });

  it('forget what may not stand here', () => {
    const steps = mixNextCall({
      probabilities: new Map([
        ['rpc a', 0.9],
        ['db d', 0.1],
      ]),
      closeness: 8,
      count: 50,
      breadth: 400,
    });
    const [rpc, db] = steps.kinds(['rpc', 'db'])([0.5, 0.5]);
    expect(rpc).toBeGreaterThan(db ?? 0);
    // `a` is forbidden: of the memory nothing is left among the callees.
    expect(steps.callees('rpc', ['b', 'c'])([0.3, 0.7])).toEqual([0.3, 0.7]);
  });

  it('are the model alone where nothing was seen', () => {
    const steps = mixNextCall({ probabilities: new Map(), closeness: 0, count: 0, breadth: 0 });
    expect(steps.kinds([END, 'rpc'])([0.2, 0.8])).toEqual([0.2, 0.8]);
    expect(steps.callees('rpc', ['a'])([1])).toEqual([1]);
  });
});

function shares(next: () => number): Map<Event, number> {
  const weights = EVENTS.map(() => next() ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(EVENTS.map((event, index) => [event, (weights[index] ?? 0) / total]));
}
