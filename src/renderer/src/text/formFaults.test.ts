import { MAX_FORM_FIELD_LENGTH } from '@shared/limits';
import { expect, it } from 'vitest';
import { formFaults } from './formFaults';

it('finds nothing wrong with two answers', () => {
  expect(formFaults({ nickname: 'Alex', subject: 'Parcel' })).toEqual({});
});

it('asks for each answer that is missing or only blank', () => {
  expect(formFaults({ nickname: '', subject: ' \n' })).toEqual({
    nickname: 'start.nicknameEmpty',
    subject: 'start.subjectEmpty',
  });
});

it('measures an answer as it is sent, without the blanks around it', () => {
  const longest = 'x'.repeat(MAX_FORM_FIELD_LENGTH);
  expect(formFaults({ nickname: 'Alex', subject: ` ${longest} ` })).toEqual({});
  expect(formFaults({ nickname: 'Alex', subject: `${longest}x` })).toEqual({ subject: 'start.tooLong' });
});
