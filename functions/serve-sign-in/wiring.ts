import { setTimeout as sleep } from 'node:timers/promises';
import { sessionRules } from '#contexts/access/settings/sign-in.ts';
import { newAsk, newSecret } from '#functions/wiring/random-ids.ts';
import { signInWays } from '#functions/wiring/sign-in-ways.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { openIdentityProviders } from '#platform/identity-providers.ts';
import { senderForOf } from '#functions/wiring/page-dependencies.ts';
import { createServeSignIn } from './handler.ts';

export const serveSignIn: Wiring = {
  dependencies: [],
  open(house) {
    const { system, settings, operators } = house;
    const { secrets, ...signedIn } = house.signIn;
    const { publicUrl, calendar, signIn } = settings;
    return createServeSignIn({
      system,
      ways: signInWays(settings),
      rules: sessionRules(signIn, system.timeScale),
      operators,
      ...signedIn,
      providers: openIdentityProviders({ settings: signIn, secrets, publicUrl }),
      senderFor: senderForOf(house),
      publicUrl,
      timeZone: calendar.timeZone,
      secure: publicUrl.startsWith('https:'),
      wall: Date.now,
      sleep,
      newSecret,
      newAsk,
    });
  },
};
