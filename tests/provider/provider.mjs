/* A provider of the demonstration's roles on the loopback: what `make run-signed-in` and the tests sign in with.
   Whoever is chosen on its page is signed in, without a password. */
import Provider from "oidc-provider";

const { PROVIDER_PORT: port, CLIENT_URL: client, CLIENT_SECRET: secret } = process.env;
const issuer = `http://127.0.0.1:${port}`;
const PEOPLE = {
  laeser: { name: "Læser", groups: ["pejling-laesere"] },
  leder: { name: "Leder på Herlev", groups: ["pejling-herlev"] },
  ejer: { name: "Ejer af sager", groups: ["pejling-sager"] },
  redaktoer: { name: "Redaktør", groups: ["pejling-redaktion"] },
  administrator: { name: "Administrator", groups: ["pejling-drift"] },
  ingen: { name: "Uden rolle", groups: [] },
};

const provider = new Provider(issuer, {
  clients: [{
    client_id: "pejling",
    client_secret: secret,
    redirect_uris: [`${client}/log-ind/svar`],
    post_logout_redirect_uris: [`${client}/logget-ud`],
    backchannel_logout_uri: `${client}/log-ud/udbyder`,
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ["sub", "sid"], profile: ["name", "groups"] },
  conformIdTokenClaims: false,
  cookies: { keys: [secret] },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) => { ctx.body = `<!doctype html><title>Log ud</title>${form}<button form="op.logoutForm" name="logout" value="yes">Log ud</button>`; },
    },
  },
  // It asks no address of a machine's own by itself, and here all are.
  fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  interactions: { url: (_ctx, interaction) => `/valg/${interaction.uid}` },
  pkce: { required: () => true },
  findAccount: async (_ctx, id) => PEOPLE[id] && { accountId: id, claims: async () => ({ sub: id, ...PEOPLE[id] }) },
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  const asked = ctx.path.match(/^\/valg\/[\w-]+(?:\/(\w+))?$/);
  if (!asked) return next();
  if (asked[1] && PEOPLE[asked[1]]) {
    return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: asked[1] } });
  }
  const ways = Object.entries(PEOPLE).map(([id, of]) => `<li><a href="${ctx.path}/${id}">${of.name}</a></li>`);
  ctx.type = "html";
  ctx.body = `<!doctype html><html lang="da"><meta charset="utf-8"><title>Log ind</title><h1>Hvem er du?</h1><ul>${ways.join("")}</ul></html>`;
});

provider.listen(Number(port), "127.0.0.1", () => console.log(`ready ${issuer}`));
