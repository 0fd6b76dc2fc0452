// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { IDLE_CHAT, type EndReason, type StartFailure } from '@shared/chat';
import { DEFAULT_PREFERENCES } from '@shared/preferences';
import { startFieldsSchema } from '@shared/startFieldsSchema';
import { agentCame, agentSays, at, chatWith, outgoing, snapshotWith } from './testing/builders';
import { mountApp, settle } from './testing/mountApp';

const unconfigured = {
  configured: false,
  serverUrl: '',
  contactCenterId: '',
  departments: [],
  locked: [],
} as const;
const inChat = (more = {}) => snapshotWith({ chat: chatWith(more) });
const asking = (order = {}) => {
  const startFields = startFieldsSchema().parse([
    {
      key: 'order',
      label: 'Order number',
      kind: 'text',
      required: true,
      pattern: '\\d+',
      patternMessage: 'Only digits, please.',
      ...order,
    },
    {
      key: 'product',
      label: 'Product',
      kind: 'choice',
      required: true,
      choices: [{ value: 'letter', label: 'Letter' }],
    },
    { key: 'consent', label: 'I agree', kind: 'checkbox', required: true },
  ]);
  return snapshotWith({ preferences: { values: { ...DEFAULT_PREFERENCES, startFields }, locked: [] } });
};

describe('first run', () => {
  it('shows what is wrong beside the field, and takes the focus there', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ connection: unconfigured }));
    main.answerWith('settings:testConnection', {
      name: 'fieldFault',
      field: 'contactCenterId',
      fault: 'empty',
    });
    await press('Test connection');
    const field = page.findAll('input')[1];
    expect(document.activeElement).toBe(field?.element);
    expect(page.get(`#${field?.attributes('aria-describedby')}`).text()).toBe(
      'Please enter the contact center ID.',
    );
  });

  it('says what the test found, until the values change', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ connection: unconfigured }));
    main.answerWith('settings:testConnection', { name: 'failed', reason: 'certificate', steps: [] });
    await press('Test connection');
    expect(page.get('[role=status]').text()).toContain('A secure connection was not possible');
    await page.get('input').setValue('https://chat.example.com');
    expect(page.get('[role=status]').text()).toBe('');
  });

  it('shows what a policy decides meanwhile, and keeps what was typed elsewhere', async () => {
    const { main, page } = await mountApp(snapshotWith({ connection: unconfigured }));
    const [address, id] = page.findAll('input');
    await address?.setValue('https://mine.example.com');
    await id?.setValue('mine');
    const serverUrl = 'https://managed.example.com';
    main.emit('connection:changed', { ...unconfigured, serverUrl, locked: ['serverUrl'] });
    await settle();
    expect([address?.element.value, id?.element.value]).toEqual([serverUrl, 'mine']);
    expect(page.text()).toContain('Set by your organization');
  });

  it('goes on to the start screen when the demo runs', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ connection: unconfigured }));
    await press('Try the demo contact center');
    expect(main.calls).toEqual([{ name: 'demo:start', argument: {} }]);
    main.emit('demo:changed', { name: 'running', consoleUrl: 'http://127.0.0.1:49152/' });
    await settle();
    expect(page.get('h1').text()).toBe('Chat with us');
    expect(page.get('aside').text()).toContain('http://127.0.0.1:49152/');
  });
});

describe('start', () => {
  it('sends name and question without the blanks around them, once', async () => {
    const { main, page } = await mountApp(snapshotWith());
    await page.get('input').setValue(' Alex ');
    await page.get('textarea').setValue('My parcel');
    await Promise.all([page.get('form').trigger('submit'), page.get('form').trigger('submit')]);
    expect(main.calls).toEqual([
      { name: 'chat:start', argument: { nickname: 'Alex', subject: 'My parcel' } },
    ]);
  });

  it('asks for what is missing and sends nothing', async () => {
    const { main, page } = await mountApp(snapshotWith());
    await page.get('form').trigger('submit');
    expect(main.calls).toEqual([]);
    expect(document.activeElement).toBe(page.get('input').element);
  });

  it('keeps what was typed after a failure, and has the focus on the reason', async () => {
    const { main, page } = await mountApp(snapshotWith());
    await page.get('input').setValue('Alex');
    await page.get('textarea').setValue('My parcel');
    main.emit('chat:changed', { phase: { name: 'requesting' } });
    await settle();
    main.emit('chat:changed', { phase: { name: 'failed', reason: 'unclear' } });
    await settle();
    expect(document.activeElement).toBe(page.get('[role=alert]').element);
    expect([page.get('input').element.value, page.get('textarea').element.value]).toEqual([
      'Alex',
      'My parcel',
    ]);
  });

  it('has the answers of a failed request again after a reload', async () => {
    const phase = { name: 'failed', reason: 'busy' as StartFailure } as const;
    const { page } = await mountApp(inChat({ phase }));
    expect(page.get('input').element.value).toBe('Alex');
  });

  it('sends the answers to configured fields as plain values, and has them again after a failure', async () => {
    const { main, page } = await mountApp(asking());
    await page.get('input').setValue('Alex');
    await page.get('textarea').setValue('My parcel');
    await page.findAll('input')[1]?.setValue(' 4711 ');
    await page.get('select').setValue('letter');
    await page.get('[type=checkbox]').setValue(true);
    await page.get('form').trigger('submit');
    const answers = { order: '4711', product: 'letter', consent: 'true' };
    expect(main.calls).toEqual([
      { name: 'chat:start', argument: { nickname: 'Alex', subject: 'My parcel', answers } },
    ]);
    expect(structuredClone(main.calls)).toEqual(main.calls);
    main.emit('chat:changed', { phase: { name: 'requesting' } });
    await settle();
    main.emit('chat:changed', { phase: { name: 'failed', reason: 'unclear' } });
    await settle();
    expect(page.get('select').element.value).toBe('letter');
    expect(page.get<HTMLInputElement>('[type=checkbox]').element.checked).toBe(true);
  });

  it('says what is wrong with an answer beside its field, and how many there are', async () => {
    const { main, page } = await mountApp(asking());
    await page.get('input').setValue('Alex');
    await page.get('textarea').setValue('My parcel');
    await page.get('form').trigger('submit');
    expect(main.calls).toEqual([]);
    expect(document.activeElement).toBe(page.findAll('input')[1]?.element);
    expect(page.get('[role=status]').text()).toBe('3 answers need another look.');
    await page.findAll('input')[1]?.setValue('none');
    expect(page.text()).toContain('Only digits, please.');
  });

  it('asks in the language of the page', async () => {
    const { page } = await mountApp(asking({ label: { de: 'Bestellung', en: 'Order number' } }));
    expect(page.findAll('label').map((label) => label.text())).toContain('Order number');
  });

  it('has no settings on a kiosk', async () => {
    const { button } = await mountApp(snapshotWith({ kiosk: true }));
    expect(button('Settings')).toBeUndefined();
  });
});

describe('waiting', () => {
  it('says so in its status and can be cancelled', async () => {
    const phase = { name: 'waiting', sinceMs: Date.now() } as const;
    const { main, page, press } = await mountApp(inChat({ phase, agents: [] }));
    expect(page.get('[role=status]').text()).toBe('Waiting for an agent');
    await press('Cancel');
    expect(main.calls).toEqual([{ name: 'chat:end', argument: {} }]);
  });

  const waiting = (waitedMs: number, more = {}) =>
    inChat({ phase: { name: 'waiting', sinceMs: Date.now() - waitedMs }, agents: [], items: [], ...more });

  it('says what is usual where that is known, and that it takes longer when it does', async () => {
    const known = await mountApp(waiting(60_000, { usualWaitMinutes: 3 }));
    expect(known.page.text()).toContain('Usually under 3 minutes at this time');
    const late = await mountApp(waiting(3 * 60_000, { usualWaitMinutes: 3 }));
    expect(late.page.text()).not.toContain('Usually');
    expect(late.page.get('.longer').text()).toBe('This is taking longer than usual.');
    const unknown = await mountApp(waiting(3 * 60_000));
    expect(unknown.page.text()).not.toMatch(/[Uu]sual/);
  });

  it('lets write at once, and send where the contact center allows it', async () => {
    const { main, page } = await mountApp(
      waiting(1000, { abilities: { send: false, typing: false, end: true } }),
    );
    const field = page.get('textarea');
    await field.setValue('one more thing');
    await field.trigger('keydown', { key: 'Enter' });
    expect(main.calls.map(({ name }) => name)).not.toContain('chat:send');
    expect(page.text()).toContain('It can be sent as soon as someone is here.');

    main.emit('chat:changed', { abilities: { send: true, typing: true, end: true } });
    await settle();
    await field.trigger('keydown', { key: 'Enter' });
    await settle();
    expect(main.calls).toContainEqual({ name: 'chat:send', argument: { text: 'one more thing' } });
  });

  it('shows what was written, with its state and the ways on', async () => {
    const message = outgoing('hello', { name: 'notSent', reason: 'refused' });
    const { main, page, press } = await mountApp(waiting(1000, { outgoing: [message] }));
    expect(page.get('.own-messages').text()).toContain('Not sent The contact center did not accept it.');
    await press('Discard');
    expect(main.calls).toEqual([{ name: 'chat:discard', argument: { localId: message.localId } }]);
  });

  it('keeps what is being typed when the agent joins', async () => {
    const { main, page } = await mountApp(waiting(1000));
    await page.get('textarea').setValue('My number is');
    main.emit('chat:changed', { phase: { name: 'chatting' }, agents: ['Kim'] });
    await settle();
    expect(page.find('[role=log]').exists()).toBe(true);
    expect(page.get('textarea').element.value).toBe('My number is');
    expect(document.activeElement).toBe(page.get('textarea').element);
  });
});

describe('conversation', () => {
  it('clears the field only when main has taken the message', async () => {
    const { main, page } = await mountApp(inChat());
    main.refuse('chat:send', 'notNow');
    const field = page.get('textarea');
    await field.setValue('hello');
    await field.trigger('keydown', { key: 'Enter' });
    await settle();
    expect(field.element.value).toBe('hello');
    expect(page.get('[role=alert]').text()).toContain('Your text is still here');

    main.answerWith('chat:send', { localId: '00000000-0000-4000-8000-000000000000' });
    await field.trigger('keydown', { key: 'Enter' });
    await settle();
    expect(field.element.value).toBe('');
  });

  it('hands a message over once, however fast Enter and Send follow each other', async () => {
    const { main, page } = await mountApp(inChat());
    await page.get('textarea').setValue('hello');
    await Promise.all([
      page.get('textarea').trigger('keydown', { key: 'Enter' }),
      page.get('textarea').trigger('keydown', { key: 'Enter' }),
      page.get('form').trigger('submit'),
    ]);
    await settle();
    expect(main.calls.filter(({ name }) => name === 'chat:send')).toHaveLength(1);
  });

  it('offers the two ways on for a message that did not arrive', async () => {
    const message = outgoing('hello', { name: 'notSent', reason: 'tooLong' });
    const { main, page, press } = await mountApp(inChat({ outgoing: [message] }));
    expect(page.get('[role=log]').text()).toContain('Not sent The message is too long.');
    await press('Send again');
    await press('Discard');
    expect(main.calls).toEqual([
      { name: 'chat:resend', argument: { localId: message.localId } },
      { name: 'chat:discard', argument: { localId: message.localId } },
    ]);
  });

  it('keeps the bubble of a message when it is read back', async () => {
    const message = outgoing('hello', { name: 'accepted' });
    const { main, page } = await mountApp(inChat({ outgoing: [message] }));
    const before = page.get('.message-bubble').element;
    main.emit('chat:changed', {
      appendItems: [agentSays('hello', { key: message.localId, author: 'customer' })],
      outgoing: [],
    });
    await settle();
    expect(page.get('.message-bubble').element).toBe(before);
  });

  it('cannot be ended while the contact center does not allow it, and says so', async () => {
    const { page, press } = await mountApp(inChat({ abilities: { send: true, typing: true, end: false } }));
    await press('End chat');
    expect(page.find('dialog').exists()).toBe(false);
    expect(page.text()).toContain('The contact center does not let you end this chat right now.');
  });

  it('asks before it ends the chat', async () => {
    const { main, page, press, button } = await mountApp(inChat());
    await press('End chat');
    expect(main.calls).toEqual([]);
    await press('Keep chatting');
    expect(page.find('dialog').exists()).toBe(false);
    await press('End chat');
    await page.get('dialog').findAll('button').at(-1)?.trigger('click');
    expect(main.calls).toEqual([{ name: 'chat:end', argument: {} }]);
    expect(button('Keep chatting')).toBeUndefined();
  });

  it('says how old the screen is while the connection is lost, and stays writable', async () => {
    const link = { name: 'reconnecting', sinceMs: at('14:02'), lastGoodAtMs: at('14:02') } as const;
    const { page } = await mountApp(inChat({ link }));
    expect(page.get('[role=status]').text()).toMatch(
      /^Reconnecting… Last update .*02.* Your messages are safe\.$/,
    );
    expect(page.get('textarea').attributes('readonly')).toBeUndefined();
  });

  it('shows markup as the text that it is', async () => {
    const text = '<img src=x onerror=alert(1)> {{ 1 + 1 }}';
    const { page } = await mountApp(
      inChat({ items: [agentCame(), agentSays(text, { nickname: '<b>Kim</b>' })] }),
    );
    expect(page.find('[role=log] img, [role=log] b').exists()).toBe(false);
    expect(page.get('.message-bubble .foreign-text').text()).toBe(text);
  });

  it('gives somebody without a visible name one', async () => {
    const { page } = await mountApp(inChat({ items: [agentSays('hi', { nickname: '\u3164' })] }));
    expect(page.get('.author').text()).toBe('Agent:');
  });
});

describe('ended', () => {
  const ended = (reason: EndReason, more = {}) =>
    inChat({ phase: { name: 'ended', reason, atMs: at('14:08') }, items: [agentSays('bye')], ...more });

  it('has the focus on its heading, and the conversation still there', async () => {
    const { page } = await mountApp(ended('agent'));
    expect(document.activeElement).toBe(page.get('h1').element);
    expect(page.get('[role=log]').text()).toContain('bye');
    expect(document.title).toBe('Chat ended – Counterline');
  });

  it('shows what was typed and not sent', async () => {
    const { main, page, button } = await mountApp(inChat());
    await page.get('textarea').setValue('one more thing');
    main.emit('chat:changed', { phase: { name: 'ended', reason: 'agent', atMs: at('14:08') } });
    await settle();
    expect(page.get('.unsent').text()).toContain('You had not sent this');
    expect(page.get('.unsent').text()).toContain('one more thing');
    expect(button('Copy')).toBeDefined();
  });

  it('offers no second try for a message when the chat is over', async () => {
    const late = outgoing('too late', { name: 'notSent', reason: 'chatOver' });
    const { button } = await mountApp(ended('agent', { outgoing: [late] }));
    expect([button('Send again'), button('Copy') !== undefined]).toEqual([undefined, true]);
  });

  it('says that the transcript is saved only when it is', async () => {
    const { main, page, press } = await mountApp(ended('customer'));
    main.answerWith('transcript:save', { saved: false });
    await press('Save transcript');
    expect(page.get('[role=status]').text()).toBe('');
    main.answerWith('transcript:save', { saved: true });
    await press('Save transcript');
    expect(page.get('[role=status]').text()).toBe('The transcript is saved.');
    main.refuse('transcript:save', 'internal');
    await press('Save transcript');
    expect(page.get('[role=status]').text()).toContain('could not be saved');
  });

  it('takes what was not sent along into the next chat', async () => {
    const late = outgoing('too late', { name: 'notSent', reason: 'chatOver' });
    const { main, page, press } = await mountApp({
      ...ended('agent', { outgoing: [late] }),
      draft: 'and th',
    });
    expect(page.get('.unsent').text()).toContain('New chat takes it along.');
    await press('New chat');
    main.emit('chat:changed', IDLE_CHAT);
    await settle();
    expect(page.text()).toContain('What you had not sent is kept.');
    main.emit('chat:changed', chatWith());
    await settle();
    expect(page.get('textarea').element.value).toBe('too late\nand th');
  });

  it('copies the conversation as main has it', async () => {
    const copied: string[] = [];
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text));
    const { page, press } = await mountApp(ended('agent'));
    await press('Copy text');
    expect([copied, page.get('[role=status]').text()]).toEqual([
      ['Kim: Hello'],
      'The conversation is copied.',
    ]);
  });

  it('at a counter offers nothing that stays behind', async () => {
    const { page } = await mountApp({ ...ended('agent'), kiosk: true });
    expect(page.findAll('button').map((found) => found.text())).toEqual(['New chat', 'QR code']);
  });

  it('carries what was not sent over to the next chat', async () => {
    const { main, page, press } = await mountApp(inChat());
    await page.get('textarea').setValue('one more thing');
    main.emit('chat:changed', { phase: { name: 'ended', reason: 'agent', atMs: at('14:08') } });
    await settle();
    await press('New chat');
    main.emit('chat:changed', IDLE_CHAT);
    await settle();
    main.emit('chat:changed', { phase: { name: 'waiting', sinceMs: Date.now() } });
    await settle();
    expect(page.get('textarea').element.value).toBe('one more thing');
  });

  it('leaves nothing of one person to the next on a kiosk', async () => {
    const { main, page, press } = await mountApp(snapshotWith({ kiosk: true }));
    await page.get('input').setValue('Alex');
    main.emit('chat:changed', { phase: { name: 'ended', reason: 'agent', atMs: at('14:08') } });
    await settle();
    await press('New chat');
    main.emit('chat:changed', IDLE_CHAT);
    await settle();
    expect(page.get('input').element.value).toBe('');
  });
});

it('says so when main does not answer, instead of showing an empty window', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const { page } = await mountApp(snapshotWith(), { refuseSnapshot: true });
  expect(page.get('h1').text()).toBe('Counterline could not open properly');
  expect(logged).toHaveBeenCalledOnce();
});
