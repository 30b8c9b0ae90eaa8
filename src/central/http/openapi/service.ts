import { answer, body, open, parameter, type Paths } from './operation.ts';

/** The service itself, where to log in, and what only the demo has. */
export const SERVICE: Paths = {
  '/health': { get: open('The process lives', { '200': answer('ok') }) },
  '/ready': {
    get: open('The database answers', { '200': answer('ok'), '503': answer('not now', 'Problem') }),
  },
  '/metrics': { get: open('Figures for Prometheus', { '200': answer('text format') }) },
  '/openapi.json': { get: open('This description', { '200': answer('OpenAPI 3.1') }) },
  '/login': {
    get: open(
      'Which service this is and where its people log in (OpenID Connect)',
      {
        '200': answer('ok', 'LoginInfo'),
        '404': answer('no identity provider, or no such city', 'Problem'),
      },
      { parameters: [parameter('query', 'stadt', 'A city with a provider of its own', false)] },
    ),
  },
  '/demo/personen': {
    get: open('People of the demo (only with --demo)', { '200': answer('ok', 'DemoPersonen') }),
  },
  '/demo/token': {
    post: open(
      'A token for anybody (only with --demo)',
      { '200': answer('ok', 'TokenResponse') },
      body('DemoTokenRequest'),
    ),
  },
};
