import type { StaffRole } from '@shared/pin';
import type { CommandName } from '@shared/ipc/names';
import type { StaffDesk } from '../kiosk/staffDesk';
import { CommandRefusal, type CommandHandlers } from './door';

type StaffCommandName = Extract<CommandName, `staff:${string}`>;

/** The commands of the staff panel. Whoever calls them must have entered a PIN: a page may be anybody's. */
export function createStaffHandlers(desk: StaffDesk): Pick<CommandHandlers, StaffCommandName> {
  const { staff, service, actions } = desk;

  function forStaff<Value>(least: StaffRole, command: () => Value): Value {
    if (!staff.may(least)) throw new CommandRefusal('notNow', 'This is for staff only');
    staff.keepOpen();
    return command();
  }

  return {
    'staff:unlock': ({ pin }) => {
      if (!desk.canOpen()) throw new CommandRefusal('notNow', 'There is no PIN for this counter');
      return staff.unlock(pin);
    },
    'staff:keepOpen': () => {
      staff.keepOpen();
      return null;
    },
    'staff:lock': () => {
      staff.lock();
      return null;
    },
    'staff:setOutOfService': ({ outOfService }) =>
      forStaff('staff', () => {
        service.set(outOfService ? 'staff' : null);
        return null;
      }),
    'staff:restart': () =>
      forStaff('staff', () => {
        actions.restart();
        return null;
      }),
    'staff:exit': () =>
      forStaff('administrator', () => {
        actions.exit();
        return null;
      }),
    'staff:testConnection': () =>
      forStaff('administrator', async () => {
        const result = await actions.testConnection();
        // Whoever has waited for it wants to read it.
        staff.keepOpen();
        return result;
      }),
  };
}
