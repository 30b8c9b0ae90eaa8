import { answer, body, guarded, parameter, PROBLEMS, type Paths } from './operation.ts';

const DEVICE = parameter('path', 'device', 'Id of the device', true);

/** Who the caller is, and the devices of a city. */
export const DEVICES: Paths = {
  '/person': {
    get: {
      summary: 'Whom the service takes the bearer of this token for; needs no device',
      responses: { '200': answer('ok', 'CentralPerson'), ...PROBLEMS },
    },
  },
  '/session': { get: guarded('Who the service takes the caller for', { '200': answer('ok', 'Session') }) },
  '/devices': {
    get: guarded('All devices of the city (role systemverwaltung)', { '200': answer('ok', 'DeviceList') }),
    post: {
      summary: 'Enrol the key of this device for the person of the token',
      ...body('EnrolRequest'),
      responses: {
        '201': answer('enrolled'),
        '409': answer('the id has another key', 'Problem'),
        ...PROBLEMS,
      },
    },
  },
  '/devices/{device}': {
    delete: guarded(
      'Revoke a device (role systemverwaltung)',
      { '204': answer('revoked'), '404': answer('unknown', 'Problem') },
      { parameters: [DEVICE] },
    ),
    patch: guarded(
      'Revoke a device with a reason, or let it in again (role systemverwaltung)',
      {
        '204': answer('done'),
        '404': answer('unknown', 'Problem'),
        '409': answer('one does not revoke the device one sits at', 'Problem'),
      },
      { parameters: [DEVICE], ...body('DeviceChange') },
    ),
  },
  '/devices/{device}/gesendet': {
    get: guarded(
      'What a device sent last: kinds and outcomes, no content (role systemverwaltung)',
      { '200': answer('ok', 'SentList') },
      { parameters: [DEVICE] },
    ),
  },
};
