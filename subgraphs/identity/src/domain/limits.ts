/** So many attempts at once; the allowance refills evenly over the window. */
export interface Limit {
  readonly attempts: number;
  readonly windowMs: number;
}

/** What is throttled. */
export interface Limits {
  readonly logInPerAccount: Limit;
  readonly logInPerAddress: Limit;
  readonly signUpPerAddress: Limit;
  readonly changeUsernamePerAccount: Limit;
  /** Exchanges of one refresh token within its grace: what one client that lost answers may need. */
  readonly exchangesPerRefreshToken: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** The limits by profile: `development` lets a demo world and a test run through from one address. */
export const limitProfiles = {
  development: {
    logInPerAccount: { attempts: 100, windowMs: minute },
    logInPerAddress: { attempts: 600, windowMs: minute },
    signUpPerAddress: { attempts: 6_000, windowMs: minute },
    changeUsernamePerAccount: { attempts: 100, windowMs: minute },
    exchangesPerRefreshToken: 20,
  },
  production: {
    logInPerAccount: { attempts: 10, windowMs: 15 * minute },
    logInPerAddress: { attempts: 100, windowMs: 15 * minute },
    signUpPerAddress: { attempts: 10, windowMs: hour },
    changeUsernamePerAccount: { attempts: 5, windowMs: 24 * hour },
    exchangesPerRefreshToken: 20,
  },
} as const satisfies Record<string, Limits>;

export type LimitProfile = keyof typeof limitProfiles;
