import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDraftsStore } from './drafts';

describe('drafts', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('give away what was sent and keep what was typed meanwhile', () => {
    const drafts = useDraftsStore();
    drafts.message = 'hello and one more thing';
    drafts.takeSent('hello');
    expect(drafts.message).toBe(' and one more thing');
  });

  it('keep a text that was changed while it was being handed over', () => {
    const drafts = useDraftsStore();
    drafts.message = 'help';
    drafts.takeSent('hello');
    expect(drafts.message).toBe('help');
  });

  it('keep the name, and what was not sent, for the next chat of the same person', () => {
    const drafts = useDraftsStore();
    drafts.$patch({ nickname: 'Alex', subject: 'Parcel', message: 'hi' });
    drafts.forgetChat();
    expect(drafts.$state).toEqual({ nickname: 'Alex', subject: '', message: 'hi' });
  });

  it('keep nothing for another person', () => {
    const drafts = useDraftsStore();
    drafts.$patch({ nickname: 'Alex', subject: 'Parcel', message: 'hi' });
    drafts.forgetPerson();
    expect(drafts.$state).toEqual({ nickname: '', subject: '', message: '' });
  });
});
