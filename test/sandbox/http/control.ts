import type { Violation } from '../schema/gate.ts';
import type { FaultRule, Faults } from './faults.ts';
import type { RequestLog } from './requestLog.ts';

export interface Control {
  readonly token: string;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly violations: Violation[];
}

/**
 * Drives the sandbox from another process, with `Authorization: Bearer <control token>`:
 * `POST /_sandbox/faults` takes a `FaultRule` whose path is a glob; `GET` and `DELETE` on `/_sandbox/requests` and
 * `/_sandbox/violations` read and forget; `DELETE /_sandbox/faults` ends all faults.
 */
export function answerControl(
  control: Control,
  method: string,
  path: string,
  headers: Headers,
  body: Buffer,
): Response {
  if (headers.get('authorization') !== `Bearer ${control.token}`) {
    return Response.json({ message: 'The control token is missing or wrong.' }, { status: 401 });
  }
  switch (`${method} ${path}`) {
    case 'POST /_sandbox/faults':
      control.faults.add(JSON.parse(body.toString()) as FaultRule);
      return done();
    case 'DELETE /_sandbox/faults':
      control.faults.clear();
      return done();
    case 'GET /_sandbox/requests':
      return Response.json(control.requests.all);
    case 'DELETE /_sandbox/requests':
      control.requests.clear();
      return done();
    case 'GET /_sandbox/violations':
      return Response.json(control.violations);
    case 'DELETE /_sandbox/violations':
      control.violations.length = 0;
      return done();
    default:
      return Response.json({ message: `The sandbox has no ${method} ${path}.` }, { status: 404 });
  }
}

function done(): Response {
  return new Response(null, { status: 204 });
}
