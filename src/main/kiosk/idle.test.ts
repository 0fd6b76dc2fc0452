import { describe, expect, it } from 'vitest';
import { getDueMs, next, type IdleEvent, type IdleLimits, type IdleState } from './idle';

const LIMITS: IdleLimits = { nowMs: 0, idleMs: 60_000, countdownMs: 20_000, isHeld: false };

/** A counter at which it is that many milliseconds after the beginning. */
function createTable(more: Partial<IdleLimits> = {}) {
  let state: IdleState = { name: 'attract' };
  let limits = { ...LIMITS, ...more };
  let wipes = 0;
  return {
    at(nowMs: number, event: IdleEvent['name'] | 'acts' | 'looks', hold = limits.isHeld) {
      limits = { ...limits, nowMs, isHeld: hold };
      const step = next(state, toEvent(event), limits);
      wipes += step.effects.length;
      ({ state } = step);
      return state.name;
    },
    due: () => getDueMs(state, limits),
    state: () => state,
    wipes: () => wipes,
  };
}

function toEvent(name: IdleEvent['name'] | 'acts' | 'looks'): IdleEvent {
  if (name === 'acts') return { name: 'input', kind: 'act' };
  if (name === 'looks') return { name: 'input', kind: 'look' };
  if (name === 'wiped') return { name, isClean: true };
  return { name } as IdleEvent;
}

describe('a counter in use', () => {
  it('is not left as long as somebody does something', () => {
    const table = createTable();
    table.at(0, 'begun');
    table.at(50_000, 'acts');
    expect([table.at(60_000, 'timePassed'), table.due()]).toEqual(['inUse', 110_000]);
    table.at(100_000, 'looks');
    expect(table.due()).toBe(160_000);
  });

  it('asks, counts down, and is wiped once', () => {
    const table = createTable();
    table.at(0, 'begun');
    expect(table.at(60_000, 'timePassed')).toBe('countdown');
    expect(table.due()).toBe(80_000);
    expect(table.at(79_999, 'timePassed')).toBe('countdown');
    expect([table.at(80_000, 'timePassed'), table.at(90_000, 'timePassed'), table.wipes()]).toEqual([
      'wiping',
      'wiping',
      1,
    ]);
    expect(table.at(91_000, 'wiped')).toBe('attract');
  });

  it('is not left while it is the counter that is waited for', () => {
    const table = createTable({ isHeld: true });
    table.at(0, 'begun');
    expect([table.due(), table.at(3_600_000, 'timePassed')]).toEqual([null, 'inUse']);
    // The queue is over: the agent's first words get the full time.
    expect([table.at(3_600_000, 'newsShown', false), table.due()]).toEqual(['inUse', 3_660_000]);
  });
});

describe('behind the curtain', () => {
  function createAsked() {
    const table = createTable();
    table.at(0, 'begun');
    table.at(60_000, 'timePassed');
    return table;
  }

  it('a press or a key lifts it, when no button was meant', () => {
    const table = createAsked();
    table.at(79_900, 'acts');
    expect(table.due()).toBe(80_300);
    expect([table.at(80_000, 'timePassed'), table.at(80_300, 'timePassed')]).toEqual(['countdown', 'inUse']);
  });

  it('a press on Finish finishes, and does not show the conversation first', () => {
    const table = createAsked();
    table.at(70_000, 'acts');
    expect([table.at(70_100, 'finished'), table.wipes()]).toEqual(['wiping', 1]);
  });

  it('moving about stops the time, and shows nothing yet', () => {
    const table = createAsked();
    table.at(79_000, 'looks');
    expect([table.state().name, table.due()]).toEqual(['countdown', 99_000]);
  });

  it('a new message gets the full time', () => {
    const table = createAsked();
    table.at(79_000, 'newsShown');
    expect([table.state().name, table.due()]).toEqual(['countdown', 99_000]);
  });

  it('the time can be extended without end, and becomes longer for those who ask', () => {
    const table = createAsked();
    let nowMs = 60_000;
    const waits: number[] = [];
    for (let time = 0; time < 12; time += 1) {
      expect(table.at(nowMs + 19_000, 'moreTimeAsked')).toBe('inUse');
      waits.push((table.due() ?? 0) - nowMs - 19_000);
      nowMs = table.due() ?? 0;
      table.at(nowMs, 'timePassed');
    }
    expect([waits.slice(0, 4), waits.at(-1)]).toEqual([[120_000, 240_000, 480_000, 480_000], 480_000]);
  });
});

describe('a counter out of service', () => {
  it('is what a wipe leaves that was not clean, until staff puts it back', () => {
    const table = createTable();
    table.at(0, 'begun');
    table.at(1, 'finished');
    const unclean = next({ name: 'wiping', staysOut: false }, { name: 'wiped', isClean: false }, LIMITS);
    expect(unclean.state.name).toBe('outOfService');
    expect(next(unclean.state, { name: 'begun' }, LIMITS).state.name).toBe('outOfService');
    expect(next(unclean.state, { name: 'putInService' }, LIMITS)).toEqual({
      state: { name: 'wiping', staysOut: false },
      effects: [{ name: 'wipe' }],
    });
  });

  it('keeps nothing of a customer who was at it', () => {
    const table = createTable();
    table.at(0, 'begun');
    expect([table.at(1, 'takenOutOfService'), table.wipes(), table.at(2, 'wiped')]).toEqual([
      'wiping',
      1,
      'outOfService',
    ]);
  });
});
