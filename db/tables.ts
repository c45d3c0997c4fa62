// Generated from the migrated database by `hospes schema`; a test holds it fresh.
import type { ColumnType, Generated } from 'kysely'
import type * as Content from '#contract/content'
import type * as Queue from '#contract/queue'

type Time = ColumnType<Date, Date | string, Date | string>
type Stamped = ColumnType<Date, Date | string | undefined, Date | string>

export type Tables = {
  'articles.article': {
    brand_id: string
    key: string
    number: number
    door: string
    category: string
    topics: string[]
    related: string[]
    owner: string
    reviewed: string
  }
  'articles.avoided': {
    brand_id: string
    day: string
    key: string
    topic: string
    contacts: number
  }
  'articles.contact_after': {
    brand_id: string
    conversation_id: string
    key: string
    locale: string
    revision: number
    read_at: Time
    at: Time
  }
  'articles.draft': {
    brand_id: string
    key: string
    locale: string
    title: string
    slug: string
    summary: string
    synonyms: string[]
    body: string
    state: Generated<string>
    version: Generated<number>
    based_on: number
    at: Time
    by: string
  }
  'articles.featured': {
    brand_id: string
    door: string
    place: number
    key: string
    months: number[]
    from_day: string | null
    until_day: string | null
  }
  'articles.featured_edition': {
    brand_id: string
    number: number
    entries: ColumnType<unknown, string, string>
    at: Time
    by: string | null
  }
  'articles.former_slug': {
    brand_id: string
    locale: string
    slug: string
    key: string
    left_at: Time
  }
  'articles.handled': {
    brand_id: string
    kind: string
    subject: string
    locale: string
    at: Time
    by: string
  }
  'articles.imported': {
    brand_id: string
    key: string
    locale: string
    digest: Buffer
  }
  'articles.reading': {
    brand_id: string
    reader: string
    key: string
    locale: string
    revision: number
    reader_locale: string
    topic: string | null
    subtopic: string | null
    at: Time
  }
  'articles.revision': {
    brand_id: string
    key: string
    locale: string
    number: number
    title: string
    summary: string
    body: string
    at: Time
    by: string | null
  }
  'articles.saved': {
    brand_id: string
    account_id: string
    key: string
    at: Time
  }
  'articles.translation': {
    brand_id: string
    key: string
    locale: string
    title: string
    slug: string
    summary: string
    synonyms: string[]
    body: string
    updated_at: Time
    revision: Generated<number>
    facts: string[] | null
    links: Generated<string[]>
  }
  'articles.vote': {
    brand_id: string
    key: string
    locale: string
    revision: number
    reader: string
    reader_locale: string
    helpful: boolean
    reason: string | null
    comment: string | null
    at: Time
  }
  'brand.brand': {
    id: string
    key: string
    name: string
    app_name: string
    loyalty_name: string
    locales: string[]
    default_locale: string
    platform_url: string | null
    colours: ColumnType<unknown, string | undefined, string>
    settings: ColumnType<Content.Settings, string, string>
    is_demo: Generated<boolean>
  }
  'calendars.calendar': {
    brand_id: string
    key: string
    place: number
    names: ColumnType<Content.Localised, string, string>
    time_zone: string
    hours: ColumnType<Content.WeekHours, string, string>
    holidays: ColumnType<Content.Holidays, string, string>
    edited_by: string | null
    edited_at: Time | null
  }
  'calendars.edition': {
    brand_id: string
    key: string
    number: number
    calendar: ColumnType<unknown, string, string>
    at: Time
    by: string | null
  }
  'casework.draft': {
    brand_id: string
    agent_id: string
    conversation_id: string
    kind: string
    body: string
    saved_at: Time
    file_ids: Generated<string[]>
  }
  'casework.link': {
    brand_id: string
    one_id: string
    other_id: string
    linked_by: string
    linked_at: Time
  }
  'casework.mention': {
    brand_id: string
    conversation_id: string
    seq: number
    agent_id: string
    mentioned_by: string
    mentioned_at: Time
    seen_at: Time | null
  }
  'casework.reading': {
    brand_id: string
    conversation_id: string
    agent_id: string
    day: string
    first_at: Time
    last_at: Time
    opened: Generated<boolean>
  }
  'casework.reminder': {
    brand_id: string
    id: string
    conversation_id: string
    kind: string
    what: Generated<string>
    for_agent: string
    due_at: Time
    made_by: string
    made_at: Time
    rang_at: Time | null
    done_at: Time | null
    done_by: string | null
  }
  'casework.saved_reply': {
    brand_id: string
    door: string
    key: string
    place: number
    topics: string[]
    names: ColumnType<unknown, string, string>
    bodies: ColumnType<unknown, string, string>
    actions: ColumnType<unknown, string | undefined, string>
    edited_by: string | null
    edited_at: Time | null
    removed: Generated<boolean>
  }
  'casework.tag': {
    brand_id: string
    conversation_id: string
    tag: string
    tagged_by: string
    tagged_at: Time
  }
  'casework.view': {
    brand_id: string
    id: string
    owner_id: string
    name: string
    shared: boolean
    filters: string
    made_at: Time
  }
  'chat.chat': {
    brand_id: string
    conversation_id: string
    begun_at: Time
    here_until: Time | null
    left_at: Time | null
    left_how: string | null
    agent_id: string | null
  }
  'contact.draft': {
    brand_id: string
    account_id: string
    topic: string
    subtopic: string
    property_id: string | null
    confirmation: Generated<string>
    body: Generated<string>
    saved_at: Time
  }
  'contact.draft_file': {
    brand_id: string
    account_id: string
    topic: string
    subtopic: string
    file_id: string
  }
  'conversations.attachment': {
    brand_id: string
    conversation_id: string
    seq: number
    file_id: string
    name: string
    media_type: string
    byte_size: number
  }
  'conversations.closing': {
    brand_id: string
    conversation_id: string
    announced_by: string | null
    outcome: string
    reason: string | null
    announced_at: Time
    closes_at: Time
  }
  'conversations.closure': {
    brand_id: string
    conversation_id: string
    closed_by: string | null
    outcome: string
    reason: string | null
    closed_at: Time
  }
  'conversations.conversation': {
    brand_id: string
    id: string
    case_number: string
    door: string
    channel: string
    partner_id: string | null
    asker_id: string | null
    asker_name: string
    property_id: string | null
    reservation_id: string | null
    topic: string
    subtopic: string
    locale: string
    excerpt: string
    submission_id: string
    needs_right: string
    callback_number: string | null
    promised_at: Time | null
    received_at: Time | null
    opened_at: Time
    last_entry_at: Time
    last_seq: number
    asker_seq: Generated<number>
    staff_seq: Generated<number>
    asker_read_seq: Generated<number>
    staff_read_seq: Generated<number>
    asker_proof: string | null
    asker_level: number | null
    asker_email: string | null
  }
  'conversations.entry': {
    brand_id: string
    conversation_id: string
    seq: number
    kind: string
    author_id: string | null
    author_name: string | null
    body: string | null
    data: ColumnType<unknown, string | undefined, string>
    client_id: string | null
    at: Time
  }
  'conversations.held_reply': {
    brand_id: string
    conversation_id: string
    agent_id: string
    agent_name: string
    client_id: string
    body: string
    seen_seq: number
    file_ids: Generated<string[]>
    held_at: Time
    leaves_at: Time
    stopped_at: Time | null
    asks: Generated<boolean>
  }
  'conversations.merge': {
    brand_id: string
    from_id: string
    into_id: string
    merged_by: string
    merged_at: Time
    was_open: boolean
  }
  'conversations.rating': {
    brand_id: string
    conversation_id: string
    rated_by: string | null
    good: boolean
    why: Generated<string>
    rated_at: Time
  }
  'conversations.snooze': {
    brand_id: string
    conversation_id: string
    snoozed_by: string
    snoozed_at: Time
    wakes_at: Time | null
  }
  'conversations.suspicion': {
    brand_id: string
    conversation_id: string
    because: string
    marked_by: string | null
    marked_at: Time
    cleared_by: string | null
    cleared_at: Time | null
  }
  'correspondence.attachment': {
    brand_id: string
    reservation_id: string
    seq: number
    file_id: string
    name: string
    media_type: string
    byte_size: number
  }
  'correspondence.free_cancellation': {
    brand_id: string
    reservation_id: string
    seq: number
    asked_at: Time
    expires_at: Time
    answer: string | null
    answered_by: string | null
    answered_at: Time | null
    expired_at: Time | null
    withdrawn_at: Time | null
  }
  'correspondence.message': {
    brand_id: string
    reservation_id: string
    seq: number
    kind: string
    side: string
    author_name: string
    body: string
    data: ColumnType<unknown, string | undefined, string>
    client_id: string
    at: Time
  }
  'correspondence.thread': {
    brand_id: string
    reservation_id: string
    partner_id: string
    property_id: string
    guest_name: string
    number: string
    excerpt: string
    last_at: Time
    last_seq: Generated<number>
    guest_seq: Generated<number>
    property_seq: Generated<number>
    guest_read_seq: Generated<number>
    property_read_seq: Generated<number>
  }
  'directory.guest': {
    brand_id: string
    id: string
    name: string
    language: string
    country: string
    loyalty_level: number
    email: string | null
  }
  'directory.partner': {
    brand_id: string
    id: string
    key: string
    name: string
    country: string
    language: string
    phone_on_file: string | null
  }
  'directory.property': {
    brand_id: string
    id: string
    partner_id: string
    property_number: string
    name: string
    address: string
    city: string
    country: string
    time_zone: string
    language: string
    status: string
    stars: number | null
    latitude: number | null
    longitude: number | null
    provider: ColumnType<Content.Provider | null, string | null, string | null>
    account_manager: string | null
    sought: Generated<string>
  }
  'directory.refund': {
    brand_id: string
    reservation_id: string
    amount_minor: number
    approved_at: Time
    sent_at: Time | null
    with_bank_at: Time | null
  }
  'directory.reservation': {
    brand_id: string
    id: string
    property_id: string
    guest_id: string
    confirmation_number: string
    arrival: string
    departure: string
    status: string
    rooms: number
    guests: number
    total_minor: number
    currency: string
    policy: ColumnType<Content.CancellationPolicy, string, string>
    booked_at: Time
    arrival_time: string | null
    staying: string | null
    charged_by: Generated<string>
    cancelled_at: Time | null
    cancel_cost_minor: number | null
  }
  'doors.handover': {
    brand_id: string
    key_hash: Buffer
    to_door: string
    source: string
    locale: string
    typed: ColumnType<unknown, string, string>
    made_at: Time
    expires_at: Time
  }
  'doors.wrong_door': {
    brand_id: string
    day: string
    door: string
    source: string
    recognised_by: string
    came: Generated<number>
    handed_over: Generated<number>
  }
  'email.outgoing': {
    brand_id: string
    id: string
    conversation_id: string | null
    kind: string
    dedupe_key: string
    recipient: string
    subject: string
    body_text: string
    body_html: string
    message_id: string
    created_at: Time
    attempts: Generated<number>
    sent_at: Time | null
    failed_at: Time | null
    error: string | null
    seq: Generated<number>
    try_after: Time | null
    null_sender: Generated<boolean>
    reply_to: string | null
    looked_at: Time | null
    bounced_at: Time | null
    delayed_at: Time | null
    delayed_until: Time | null
    file_ids: Generated<string[]>
  }
  'email.report': {
    brand_id: string
    id: string
    mail_id: string | null
    address: string
    kind: string
    status: string | null
    detail: string
    reported_at: Time
  }
  'email.suppression': {
    brand_id: string
    address: string
    because: string
    detail: string
    since: Time
  }
  'email.thread': {
    brand_id: string
    conversation_id: string
    message_id: string
    subject: string
  }
  'email.way': {
    brand_id: string
    name: string
    trouble: string | null
    detail: Generated<string>
    failing_since: Time | null
    looked_at: Time
  }
  'identity.account': {
    brand_id: string
    id: string
    kind: string
    email: string
    name: string
    locale: string
    time_zone: string
    password_hash: string | null
    why: ColumnType<Content.Localised | null, string | null, string | null>
    created_at: Stamped
    mail_copies: Generated<boolean>
    is_demo: Generated<boolean>
    left_at: Time | null
  }
  'identity.caller_code': {
    brand_id: string
    id: string
    account_id: string
    code_hash: Buffer
    conversation_id: string
    issued_at: Time
    expires_at: Time
    used_at: Time | null
  }
  'identity.guest_guard': {
    brand_id: string
    number: string
    tries: number
    tries_since: Time
    day_tries: number
    day_since: Time
    locked_until: Time | null
    admitted: boolean
  }
  'identity.guest_pin': {
    brand_id: string
    confirmation_number: string
    reservation_id: string
    digits: number
    pin_hash: Buffer
  }
  'identity.guest_ticket': {
    brand_id: string
    token_hash: Buffer
    kind: string
    account_id: string | null
    reservation_id: string | null
    tries_left: number
    expires_at: Time
    used_at: Time | null
  }
  'identity.invitation': {
    brand_id: string
    token_hash: Buffer
    email: string
    role: string
    expires_at: Time
    used_at: Time | null
    duties: ColumnType<unknown, string | null, string | null>
  }
  'identity.partner_user': {
    brand_id: string
    account_id: string
    partner_id: string
    role_title: ColumnType<Content.Localised, string | undefined, string>
    rights: string[]
  }
  'identity.password_reset': {
    brand_id: string
    token_hash: Buffer
    account_id: string
    expires_at: Time
    used_at: Time | null
  }
  'identity.second_factor': {
    brand_id: string
    account_id: string
    sealed: Buffer
    recovery: Generated<unknown>
    made_at: Time
    on_since: Time | null
    last_step: Generated<number>
  }
  'identity.session': {
    brand_id: string
    token_hash: Buffer
    account_id: string
    created_at: Time
    last_seen_at: Time
    expires_at: Time
    reservation_id: string | null
    proof: string | null
  }
  'macros.held': {
    brand_id: string
    conversation_id: string
    id: string
    agent_id: string
    agent_name: string
    key: string
    name: string
    actions: ColumnType<unknown, string, string>
    with_reply: boolean
    held_at: Time
    acts_at: Time
    refused: string | null
  }
  'notices.notice': {
    brand_id: string
    key: string
    door: string
    topics: string[]
    severity: string
    titles: ColumnType<Content.Localised, string, string>
    bodies: ColumnType<Content.Localised, string, string>
    started_at: Time
    checked_at: Time
    resolved_at: Time | null
  }
  'platform.content_version': {
    brand_id: string
    version: number
  }
  'platform.fact': {
    id: string
    brand_id: string
    name: string
    conversation_id: string | null
    partner_id: string | null
    for_asker: Generated<boolean>
    seq: number | null
    payload: ColumnType<unknown, string | undefined, string>
    recorded_at: Stamped
    position: number | null
    ordinal: Generated<number>
  }
  'platform.feed': {
    only_row: Generated<boolean>
    last_position: Generated<number>
  }
  'platform.file': {
    brand_id: string
    id: string
    owner_id: string
    sha256: Buffer
    name: string
    media_type: string
    byte_size: number
    stored_at: Stamped
    scan: string | null
  }
  'platform.rate_limit': {
    brand_id: string
    subject: string
    window_start: Time
    attempts: number
  }
  'postbox.arrival': {
    brand_id: string
    id: string
    hash: Buffer
    recipient: string
    sender: string
    remote: string
    helo: string
    trusted: boolean
    source: string
    raw: Buffer
    byte_size: number
    received_at: Time
    state: Generated<string>
    attempts: Generated<number>
    handled_at: Time | null
    outcome: string | null
    reason: string | null
    conversation_id: string | null
    seq: number | null
    from_address: string | null
    from_name: string | null
    subject: string | null
    message_id: string | null
    has_html: Generated<boolean>
    verdict: ColumnType<unknown, string | null, string | null>
    unread: string | null
    cleared_at: Time | null
  }
  'postbox.mailbox': {
    brand_id: string
    name: string
    first_seen_at: Time
    uid_validity: number | null
    last_uid: Generated<number>
    read_at: Time | null
    held_by: string | null
    held_until: Time | null
    trouble: string | null
    detail: Generated<string>
    failing_since: Time | null
  }
  'promises.promise': {
    brand_id: string
    conversation_id: string
    first_at: Time
    due_at: Time
    started_at: Time
    moves: Generated<number>
    kept_at: Time | null
    missed_at: Time | null
    ended_at: Time | null
    seen_seq: Generated<number>
    span_minutes: Generated<number>
    paused_at: Time | null
    left_minutes: number[] | null
    kept_by: string | null
    topic: string | null
    subtopic: string | null
    check_in_at: Time | null
    warned_at: Time | null
    warn_at: Time | null
    wake_at: Time | null
  }
  'promises.rule': {
    brand_id: string
    door: string
    topic: string
    subtopic: string
    rule: ColumnType<unknown, string, string>
    set_by: string
    set_at: Time
  }
  'promises.rule_change': {
    brand_id: string
    number: number
    door: string
    topic: string
    subtopic: string
    before: ColumnType<unknown, string | null, string | null>
    after: ColumnType<unknown, string | null, string | null>
    at: Time
    by: string
  }
  'promises.step': {
    brand_id: string
    conversation_id: string
    number: number
    kind: string
    at: Time
    first_at: Time
    due_at: Time
    reason: string | null
  }
  'push.device': {
    brand_id: string
    id: string
    account_id: string
    session_hash: Buffer
    endpoint: string
    p256dh: string
    auth: string
    public_key: string
    locale: string
    name: string
    added_at: Time
  }
  'push.key': {
    brand_id: string
    public_key: string
    sealed: Buffer
    made_at: Time
    retired_at: Time | null
  }
  'push.notification': {
    brand_id: string
    device_id: string
    about: string
    what: string
    seq: number
    ref: Generated<string>
    due_at: Time | null
    claimed_until: Time | null
    withdrawn: Generated<boolean>
    shown_at: Time | null
    buzzed_at: Time | null
    attempts: Generated<number>
    error: string | null
    told_at: Time
  }
  'push.wish': {
    brand_id: string
    account_id: string
    kinds: string[]
    quiet_from: number | null
    quiet_until: number | null
  }
  'queue.claim': {
    brand_id: string
    conversation_id: string
    agent_id: string
    claimed_at: Time
  }
  'queue.decision': {
    brand_id: string
    id: string
    conversation_id: string
    kind: string
    agent_id: string | null
    by_id: string | null
    reasons: ColumnType<Queue.Why[], string | undefined, string>
    passed: ColumnType<Queue.PassedOver[], string | undefined, string>
    decided_at: Time
  }
  'queue.entry': {
    brand_id: string
    conversation_id: string
    lane: number
    due_at: Time
    waiting_since: Time
    reasons: ColumnType<Queue.Reason[], string, string>
    door: string
    channel: string
    team: string
    language: string
    claimed_by: string | null
    rank_again_at: Time | null
    work: Generated<string>
    offered_to: string | null
    asked_all: Generated<boolean>
  }
  'queue.lane_count': {
    brand_id: string
    lane: number
    channel: string
    waiting: number
  }
  'queue.live': {
    brand_id: string
    conversation_id: string
    work: string
    since: Time
    language: string | null
  }
  'queue.offer': {
    brand_id: string
    id: string
    conversation_id: string
    agent_id: string
    round: Time
    offered_at: Time
    expires_at: Time
    outcome: string | null
    ended_at: Time | null
  }
  'queue.pace': {
    brand_id: string
    hour: Time
    lane: number
    answered: number
  }
  'queue.routing': {
    brand_id: string
    conversation_id: string
    team: string
    routed_by: string
    routed_at: Time
  }
  'queue.turn': {
    brand_id: string
    agent_id: string
    since_ordinary: number
  }
  'reporting.given': {
    brand_id: string
    conversation_id: string
    started_at: Time
    due_at: Time
    moved_at: Date[]
    outcome: string | null
    settled_at: Time | null
    by_last: Generated<boolean>
  }
  'reporting.hour': {
    brand_id: string
    door: string
    topic: string
    language: string
    channel: string
    hour: Time
    opened: number
    answered: number
    closed: number
    kept: number
    moved: number
    missed: number
    times: number[]
    good: Generated<number>
    bad: Generated<number>
    kept_last: Generated<number>
  }
  'reporting.matter': {
    brand_id: string
    conversation_id: string
    door: string
    topic: string
    language: string
    channel: string
    opened_at: Time
    answered_at: Time | null
    closed_at: Time | null
    waiting_since: Time | null
    due_at: Time | null
    claimed_by: string | null
    rated_at: Time | null
    rated_good: boolean | null
    warn_at: Time | null
  }
  'reporting.waiting': {
    brand_id: string
    door: string
    topic: string
    language: string
    channel: string
    waiting: number
    unclaimed: number
  }
  'search.click': {
    brand_id: string
    inquiry_id: string
    key: string
    position: number
    clicked_at: Time
  }
  'search.conversation_number': {
    brand_id: string
    conversation_id: string
    number: number
    seen_seq: Generated<number>
  }
  'search.document': {
    brand_id: string
    locale: string
    key: string
    door: string
    phrases: string[]
    words: string[]
    paragraphs: string[]
    fingerprint: string
  }
  'search.edition': {
    brand_id: string
    locale: string
    number: number
  }
  'search.inquiry': {
    brand_id: string
    id: string
    door: string
    locale: string
    place: string
    q: string
    results: number
    asked_at: Time
    contact_at: Time | null
  }
  'search.posting': {
    brand_id: string
    door: string
    locale: string
    lexeme: string
    key: string
    rank: number
  }
  'search.said': {
    brand_id: string
    word: string
    block: number
    numbers: unknown
  }
  'search.seeker': {
    brand_id: string
    reader: string
    inquiry_id: string
    at: Time
  }
  'search.synonyms': {
    brand_id: string
    locale: string
    place: number
    terms: string[]
    phrases: string[]
    sayings: string[]
  }
  'search.synonyms_edition': {
    brand_id: string
    locale: string
    number: number
    groups: ColumnType<unknown, string, string>
    at: Time
    by: string | null
  }
  'search.word': {
    brand_id: string
    door: string
    locale: string
    word: string
    spelling: string
    lexemes: string[]
    parts: string[]
    documents: number
  }
  'seasons.ending': {
    brand_id: string
    season_id: string
    ended_by: string | null
    ended_at: Time
  }
  'seasons.season': {
    brand_id: string
    id: string
    kind: string
    name: string
    doors: string[]
    countries: string[]
    languages: string[]
    topics: string[]
    wait_factor: number
    starts_at: Time
    ends_at: Time
    made_by: string
    made_at: Time
    began_at: Time | null
  }
  'selfservice.change': {
    brand_id: string
    id: string
    reservation_id: string
    kind: string
    before: ColumnType<unknown, string, string>
    after: ColumnType<unknown, string, string>
    changed_by: string | null
    changed_at: Time
    undone_at: Time | null
    refused_at: Time | null
  }
  'selfservice.notification': {
    brand_id: string
    id: string
    reservation_id: string
    change_id: string | null
    name: string
    payload: ColumnType<unknown, string, string>
    written_at: Time
    attempts: Generated<number>
    try_after: Time | null
    sent_at: Time | null
    failed_at: Time | null
    error: string | null
  }
  'staff.agent': {
    brand_id: string
    account_id: string
    roles: string[]
    languages: string[]
    teams: string[]
    capacity: number
    doors: Generated<string[]>
    hours: ColumnType<Content.WorkingHours | null, string | null, string | null>
  }
  'staff.shift': {
    brand_id: string
    account_id: string
    on_since: Time
    presence: Generated<string>
    presence_since: Stamped
    seen_at: Time | null
  }
  'staff.team': {
    brand_id: string
    key: string
    names: ColumnType<Content.Localised, string, string>
  }
  'topics.action': {
    brand_id: string
    key: string
    kind: string
    path: string | null
    names: ColumnType<Content.Localised, string, string>
    hints: ColumnType<Content.Localised, string, string>
  }
  'topics.slug': {
    brand_id: string
    door: string
    locale: string
    slug: string
    topic: string
    is_current: boolean
  }
  'topics.subtopic': {
    brand_id: string
    door: string
    topic: string
    key: string
    place: number
    names: ColumnType<Content.Localised, string, string>
    rules: ColumnType<Content.SubtopicRules, string, string>
  }
  'topics.topic': {
    brand_id: string
    door: string
    key: string
    place: number
    names: ColumnType<Content.Localised, string, string>
    scope: ColumnType<Content.Localised, string, string>
    team: string
  }
  'voice.call': {
    brand_id: string
    id: string
    provider: string
    provider_id: string
    direction: string
    line: string | null
    door: string
    locale: string
    number: string | null
    state: string
    step: string
    tries: Generated<number>
    keyed: string | null
    level: Generated<number>
    proof: Generated<string>
    claimed_name: string | null
    property_id: string | null
    account_id: string | null
    conversation_id: string | null
    callback_id: string | null
    agent_id: string | null
    room: string
    held: Generated<boolean>
    started_at: Time
    waiting_since: Time | null
    answered_at: Time | null
    ended_at: Time | null
    ended: string | null
    outcome: string | null
  }
  'voice.callback': {
    brand_id: string
    id: string
    conversation_id: string
    about: string
    number: string
    check_code: Buffer | null
    why: string
    level: Generated<number>
    proof: Generated<string>
    place_since: Time
    not_before: Time
    tries: Generated<number>
    state: string
    made_at: Time
  }
  'voice.event': {
    brand_id: string
    provider: string
    leg_id: string
    event: string
    sequence: number
    received_at: Time
  }
  'voice.leg': {
    brand_id: string
    provider: string
    leg_id: string
    call_id: string | null
    side: string
    agent_id: string | null
    ringing_at: Time | null
    answered_at: Time | null
    ended_at: Time | null
    cause: string | null
    due: string | null
    due_at: Time | null
    due_tries: Generated<number>
  }
  'voice.line': {
    brand_id: string
    key: string
    door: string
    kind: string
    country: string
    languages: string[]
    number: string
    cost: ColumnType<Content.Localised, string, string>
    toll: Generated<string>
    calendar: string
  }
  'voice.seat': {
    brand_id: string
    agent_id: string
    call_id: string
    role: Generated<string>
    state: string
    leg_id: string | null
    since: Time
    muted: Generated<boolean>
  }
}
