/** Names nobody may take: they would pass for the house itself, or for a page of it. */
export const reservedUsernames: ReadonlySet<string> = new Set(
  `abuse account accounts admin administrator all anonymous api app auth billing blog bot contact deleted dev
   everyone explore feed graphql group groups guest health help here home hostmaster info legal login logout
   mail me media messages metrics mod moderation moderator news noreply no_reply nobody notifications null
   official oauth owner postmaster privacy ready register root search security session sessions settings
   signin signout signup staff status story stories support sysadmin system tag tags team terms test_user
   trending undefined unknown ursa user users viewer webmaster www you`
    .split(/\s+/)
    .filter((name) => name !== ''),
);
