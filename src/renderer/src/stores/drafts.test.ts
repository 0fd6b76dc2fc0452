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
    drafts.$patch({ nickname: 'Alex', subject: 'Parcel', message: 'hi', answers: { order: '1' } });
    drafts.forgetChat();
    expect(drafts.$state).toMatchObject({ nickname: 'Alex', subject: '', message: 'hi', answers: {} });
  });

  it('take what a link suggests into empty fields, and leave what was typed', () => {
    const drafts = useDraftsStore();
    drafts.nickname = 'Alex';
    drafts.suggest({ nickname: 'Chris', subject: 'Parcel' });
    expect(drafts.$state).toMatchObject({ nickname: 'Alex', subject: 'Parcel', message: '', answers: {} });
    drafts.suggest({ nickname: '', subject: 'Another parcel' });
    expect(drafts.subject).toBe('Another parcel');
    drafts.subject = 'Another parcel, and more';
    drafts.suggest({ nickname: '', subject: 'A third' });
    expect(drafts.subject).toBe('Another parcel, and more');
    drafts.suggest({ nickname: '', subject: '' });
    expect(drafts.subject).toBe('Another parcel, and more');
  });

  it('keep nothing for another person', () => {
    const drafts = useDraftsStore();
    drafts.$patch({ nickname: 'Alex', subject: 'Parcel', message: 'hi', answers: { order: '1' } });
    drafts.forgetPerson();
    expect(drafts.$state).toEqual({
      nickname: '',
      subject: '',
      message: '',
      isHandedOver: false,
      answers: {},
      department: '',
    });
  });
});
