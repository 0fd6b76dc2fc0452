import { register } from 'vue-advanced-chat';
import { offer, textOf } from './subject';

/** The most used list of chat messages for Vue, as its own documentation sets it up. */
register();

interface Message {
  readonly _id: string;
  readonly content: string;
  readonly senderId: string;
  readonly username: string;
  readonly date: string;
  readonly timestamp: string;
  readonly seen: boolean;
}

const messageOf = (number: number): Message => ({
  _id: String(number),
  content: textOf(number),
  senderId: number % 3 === 0 ? 'customer' : 'agent',
  username: number % 3 === 0 ? 'Alex' : 'Kim',
  date: '21 November',
  timestamp: '14:02',
  // Kept in mind where it is missing, for a line above what is new, which makes each append take time by the square of all.
  seen: true,
});

const chat = document.createElement('vue-advanced-chat');
const room = {
  roomId: '1',
  roomName: 'Kim',
  users: [
    { _id: 'agent', username: 'Kim' },
    { _id: 'customer', username: 'Alex' },
  ],
};
let messages: readonly Message[] = [];

function show(next: readonly Message[]): void {
  messages = next;
  Object.assign(chat, { messages, messagesLoaded: true });
}

Object.assign(chat, {
  height: '100vh',
  currentUserId: 'customer',
  rooms: [room],
  roomsLoaded: true,
  messagesLoaded: true,
  singleRoom: true,
  messages,
});
document.querySelector('#app')?.append(chat);

const list = () => chat.shadowRoot?.querySelector<HTMLElement>('#messages-list') ?? null;
const lastMessage = () => [...(list()?.querySelectorAll('.vac-message-wrapper') ?? [])].at(-1);

offer({
  open: (count) => show(Array.from({ length: count }, (_none, at) => messageOf(at + 1))),
  append: (number) => show([...messages, messageOf(number)]),
  findScroller: list,
  shows: (number) => (lastMessage()?.textContent ?? '').includes(`Message ${number}.`),
});
