import { agentSays, chatWith, customerSays, snapshotWith } from '../../src/renderer/src/testing/builders';
import { installFakeMain } from '../../src/renderer/src/testing/fakeMain';
import { offer, textOf } from './subject';

/** The page of the app as it is, with a main process that is played: each message comes as an event. */
const main = installFakeMain(snapshotWith({ chat: chatWith({ items: [] }) }));
await import('../../src/renderer/src/main');

const itemOf = (number: number) => (number % 3 === 0 ? customerSays : agentSays)(textOf(number));

offer({
  open(count) {
    const appendItems = Array.from({ length: count }, (_none, at) => itemOf(at + 1));
    main.emit('chat:changed', { appendItems });
  },
  append: (number) => main.emit('chat:changed', { appendItems: [itemOf(number)] }),
  findScroller: () => document.querySelector<HTMLElement>('[role=log]'),
  shows: (number) =>
    (document.querySelector('[role=log] li:last-child')?.textContent ?? '').includes(`Message ${number}.`),
});
