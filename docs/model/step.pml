/*
 * The step of a service that reads one partition: "decide, then record", one store transaction a batch.
 *
 * Terms
 *   record     (key, sequence); sequences of a key are 1, 2, 3 ... without holes, given by the writer
 *   log        the input partition. What relay.pml allows: every record at least once, some twice, in any order, even
 *              within a key. It grows when a reader first looks at its end: what nobody has read yet, nobody can tell
 *              from what is not there yet
 *   seen       per key, the next sequence to handle; its row is the lock
 *   park       per record: nothing, waiting, or failed under version 1 or 2
 *   pos        the partition's position in the store
 *   effect     per key, the last sequence whose events stand in the journal
 *   instance   one of two processes of the service over one store. `owns` is what it believes, `group` what the group
 *              says: both may believe that they own the partition (a zombie). `from ..< to` is its batch, `at` the
 *              offset it reads next
 *   version    version 1 can't decode the record POISON_KEY, POISON_SEQUENCE; version 2 can (POISON=2: nor can it)
 *
 * Granularity: READ COMMITTED. Locking a row is a statement (it waits); reading and deciding under the locks is one
 * step (nobody else can change what it reads); position and commit are one step (the position's row is the last
 * lock). An instance can crash, or its transaction be aborted by the store, before each of these; and the answer to a
 * commit can be lost.
 *
 * Claims (the name that pan prints when it fails)
 *   C1  each record's effect at most once, in the order of its key's sequences (judged when events are appended)
 *   C2  when the owner has read everything and nothing is under way or to be swept, every record was handled;
 *       under version 1 alone a poisoned record may stand parked with its error, and those behind it
 *   C2p promptness: no commit leaves a record parked without error whose turn has come (the sweep would handle it a
 *       minute later, so C2 does not show it)
 *   C4  the position never passes a record that was neither handled, nor parked, nor kept as foreign (judged at each
 *       commit)
 *   C5  the position never goes back
 *   end no run gets stuck (spin's invalid end states) or goes on for ever (gcc -DNP: there is no cycle at all, so every
 *       run ends, and with C2: everything is handled in the end). Two things are needed: records do not fail under two
 *       versions that run side by side (POISON=2: each sweeps what failed under the other, once a minute), and
 *       misfortunes are finite
 *   C3  (what a person was told stands in the journal) is command.pml's
 *   -DWITHOUT_C2 leaves C2 out, for a mutation that violates another claim too, in more steps.
 *
 * Mutations (-DMUT_x; `check --mutations` shows what each violates)
 *   NO_SEQUENCE_CHECK     every record is handled as it comes          C1
 *   NO_PARKING            a record that came early is passed over      C4
 *   NO_DRAIN              the parked are not looked at                 C2p
 *   SEEN_NOT_LOCKED       two instances handle the same record         C1
 *   POISON_ADVANCES       `seen` goes past a poisoned record           C1
 *   START_FROM_LATEST     assigned with the log's end                  C2
 *   READ_ON               an aborted batch is not run again            C2
 *   READ_ON_UNGUARDED     the same, and no WHERE next >= from          C4
 *   ONE_STATEMENT         parked rows of the snapshot before the wait  C2p (a skip that waits for a batch that parks)
 *   NO_SWEEP              nobody tries again after the upgrade         C2
 *   SWEEP_AT_START_ONLY   the new version starts, the old one parks    C2
 *   LOCKS_UNSORTED        in the batch's order, not the keys'          stuck
 *   FOREIGN_DROPPED       a foreign record is not kept                 C4
 *   NO_CASE               SET next = to                                C5 (nothing else: `seen` absorbs it)
 *   LOST_WITHOUT_GENERATION  positions to zero while a batch of the lost log is in hand, its `from` being 0 too: C4
 *   LOSS_NOT_NOTICED      an idle owner does not look whether its log is still the same   C2
 *   NO_GUARD              no WHERE next >= from, but aborted batches are run again: violates nothing
 *
 * Sizes (-DNAME=n): KEYS x SEQUENCES records, DUPLICATES second copies, FOREIGNS, BATCH at most so many records in a
 * transaction, and budgets of what may go wrong: CRASHES, ABORTS, REBALANCES, SKIPS (a person skips a record by
 * name), LOSSES (the log is lost and published again, positions to zero), POISON 0, 1 or 2.
 *
 * Run: docs/model/check, or by hand: spin -a step.pml && gcc -O2 -o pan pan.c && ./pan -m100000
 */

#ifndef KEYS
#define KEYS 2
#endif
#ifndef SEQUENCES
#define SEQUENCES 2
#endif
#ifndef DUPLICATES
#define DUPLICATES 1
#endif
#ifndef FOREIGNS
#define FOREIGNS 0
#endif
#ifndef BATCH
#define BATCH 2
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef ABORTS
#define ABORTS 1
#endif
#ifndef REBALANCES
#define REBALANCES 1
#endif
#ifndef SKIPS
#define SKIPS 0
#endif
#ifndef LOSSES
#define LOSSES 0
#endif
#ifndef POISON
#define POISON 0
#endif
#ifndef POISON_KEY
#define POISON_KEY 0
#endif
#ifndef POISON_SEQUENCE
#define POISON_SEQUENCE 1
#endif

#define RECORDS (KEYS * SEQUENCES)
#define ALL ((1 << RECORDS) - 1)
#define LENGTH (RECORDS + DUPLICATES + FOREIGNS)
#define FOREIGN RECORDS     /* the log's entry for a record without our headers */
#define NONE 255            /* `to` of a transaction that reads no batch: a sweep or a skip */

/* A record is one number: key * SEQUENCES + sequence - 1. */
#define keyOf(r) ((r) / SEQUENCES)
#define sequenceOf(r) ((r) % SEQUENCES + 1)
#define record(k, s) ((k) * SEQUENCES + (s) - 1)

#define WAITING 1
#define failedUnder(v) (1 + (v))     /* v is 1 or 2 */

bit C1 = 1, C2 = 1, C2p = 1, C4 = 1, C5 = 1;

/* The broker. */
byte log[LENGTH];
byte logEnd;
byte published;             /* one bit a record */
byte duplicates, foreigns, losses;

/* The store, as committed. */
byte seen[KEYS];            /* the next sequence less one, so that all starts as zero */
byte park[RECORDS];
byte effect[KEYS];
byte pos;
byte generation;            /* which log the position belongs to */
byte foreignRows;           /* one bit an offset */
byte lock[KEYS];            /* 0, or the instance that holds the row's lock + 1 */

/* The instances. */
bit owns[2];
byte group;
byte at[2];
byte known[2];              /* the generation it was assigned with */
byte version[2];
bit busy[2];
bit started[2];             /* its sweep at start was done */
byte crashes, aborts, rebalances, skips;

/* What an instance's open transaction has written, by instance. */
byte txSeen[2 * KEYS];
byte txPark[2 * RECORDS];
byte txEffect[2 * KEYS];    /* the last effect after this transaction */
byte txBase[2 * KEYS];      /* the last effect it built upon */
byte txForeign[2];
bit txDisorder[2];

#define SEEN(k) txSeen[me * KEYS + (k)]
#define PARK(r) txPark[me * RECORDS + (r)]
#define EFFECT(k) txEffect[me * KEYS + (k)]
#define BASE(k) txBase[me * KEYS + (k)]

#define undecodable(k, s) (POISON && (version[me] == 1 || POISON == 2) && (k) == POISON_KEY && (s) == POISON_SEQUENCE)

/* Committed rows that instance i would sweep: the key's turn, and no error, or one of another version. */
#define fits(i, k) (k < KEYS && seen[k] < SEQUENCES \
    && park[record(k, seen[k] + 1)] != 0 && park[record(k, seen[k] + 1)] != failedUnder(version[i]))
#if defined(MUT_NO_SWEEP)
#define sweeps(i, k) 0
#elif defined(MUT_SWEEP_AT_START_ONLY)
#define sweeps(i, k) (!started[i] && fits(i, k))
#else
#define sweeps(i, k) fits(i, k)
#endif
#if defined(MUT_LOST_WITHOUT_GENERATION) || defined(MUT_LOSS_NOT_NOTICED)
#define NOTICES (at[me] > logEnd)
#else
#define NOTICES 1
#endif
#define sweepsAny(i) (sweeps(i, 0) || sweeps(i, 1))

#define handled(r) (seen[keyOf(r)] >= sequenceOf(r))
#define accounted(o) ((log[o] == FOREIGN && ((foreignRows >> (o)) & 1)) \
    || (log[o] != FOREIGN && (handled(log[o]) || park[log[o]] != 0)))
#define unpublished(r) (r < RECORDS && (!((published >> (r)) & 1) || duplicates < DUPLICATES))
#define more(o) ((o) < logEnd || (logEnd < LENGTH \
    && (published != ALL || duplicates < DUPLICATES || foreigns < FOREIGNS)))

inline claim(name, condition) {
    if
    :: (condition)
    :: else -> name = 0; assert(name)
    fi
}

/* The relays put one more record into the log: a new one, an old one again, or somebody's foreign one. */
inline publish() {
    if
    :: unpublished(0) -> pick = 0
    :: unpublished(1) -> pick = 1
    :: unpublished(2) -> pick = 2
    :: unpublished(3) -> pick = 3
    :: unpublished(4) -> pick = 4
    :: unpublished(5) -> pick = 5
    :: foreigns < FOREIGNS -> pick = FOREIGN; foreigns++
    fi;
    log[logEnd] = pick;
    if
    :: pick == FOREIGN -> printf("log[%d] is foreign\n", logEnd)
    :: else -> printf("log[%d] is key %d sequence %d\n", logEnd, keyOf(pick), sequenceOf(pick))
    fi;
    logEnd++;
    if
    :: pick == FOREIGN
    :: pick != FOREIGN && ((published >> pick) & 1) -> duplicates++
    :: else -> published = published | (1 << pick)
    fi;
    pick = 0
}

/* decide, evolve, append to the journal. */
inline happen(k, s) {
    if
    :: EFFECT(k) + 1 != s -> txDisorder[me] = 1
    :: else
    fi;
    printf("%d handles key %d sequence %d\n", me, k, s);
    EFFECT(k) = s;
    PARK(record(k, s)) = 0;
    SEEN(k) = s
}

/* Parked records of the key while they fit. */
inline drain(k) {
    do
    :: SEEN(k) < SEQUENCES && PARK(record(k, SEEN(k) + 1)) != 0 && !undecodable(k, SEEN(k) + 1) ->
        happen(k, SEEN(k) + 1)
    :: else -> break
    od;
    if
    :: SEEN(k) < SEQUENCES && PARK(record(k, SEEN(k) + 1)) != 0 ->
        PARK(record(k, SEEN(k) + 1)) = failedUnder(version[me])
    :: else
    fi
}

#ifdef MUT_NO_DRAIN
#define drainAfterRecord(k) skip
#else
#define drainAfterRecord(k) drain(k)
#endif

inline handle(r) {
    if
#ifdef MUT_NO_SEQUENCE_CHECK
    :: 1 -> happen(keyOf(r), sequenceOf(r))
#else
    :: sequenceOf(r) <= SEEN(keyOf(r))              /* a duplicate */
    :: sequenceOf(r) > SEEN(keyOf(r)) + 1 ->
#ifndef MUT_NO_PARKING
        if
        :: PARK(r) == 0 -> PARK(r) = WAITING; printf("%d parks key %d sequence %d\n", me, keyOf(r), sequenceOf(r))
        :: else                                     /* a row that is there stays as it is */
        fi
#else
        skip
#endif
    :: sequenceOf(r) == SEEN(keyOf(r)) + 1 && undecodable(keyOf(r), sequenceOf(r)) ->
        PARK(r) = failedUnder(version[me]);
        printf("%d can not decode key %d sequence %d\n", me, keyOf(r), sequenceOf(r));
#ifdef MUT_POISON_ADVANCES
        SEEN(keyOf(r)) = sequenceOf(r);
        drain(keyOf(r))
#endif
    :: sequenceOf(r) == SEEN(keyOf(r)) + 1 && !undecodable(keyOf(r), sequenceOf(r)) ->
        happen(keyOf(r), sequenceOf(r));
        drainAfterRecord(keyOf(r))
#endif
    fi
}

/* The transaction is over, committed or not: its locks are free, its buffers empty. */
inline close() {
    i = 0;
    do
    :: i < KEYS ->
        if
        :: lock[i] == me + 1 -> lock[i] = 0
        :: else
        fi;
        SEEN(i) = 0; EFFECT(i) = 0; BASE(i) = 0;
        i++
    :: else -> break
    od;
    i = 0;
    do
    :: i < RECORDS -> PARK(i) = 0; i++
    :: else -> break
    od;
    i = 0; keys = 0; toLock = 0; from = 0; to = 0; skipped = 0;
    txForeign[me] = 0; txDisorder[me] = 0;
    busy[me] = 0
}

/* A rolled back batch is run again: `at` stays where its reading began. */
inline roll() {
#if defined(MUT_READ_ON) || defined(MUT_READ_ON_UNGUARDED)
    if
    :: to != NONE -> at[me] = to
    :: else
    fi;
#endif
    close()
}

inline restart() {
    close();
    owns[me] = 0; at[me] = 0; known[me] = 0; started[me] = 0
}

/* What may go wrong before each step of a transaction. */
#define misfortunes \
    :: d_step { crashes < CRASHES -> crashes++; restart(); printf("%d crashes\n", me) } -> goto idle \
    :: d_step { aborts < ABORTS -> aborts++; roll(); \
            printf("the store aborts %d, which reads on at %d\n", me, at[me]) } -> goto idle

/* The position, and commit. */
inline commit() {
    if
#if !defined(MUT_READ_ON_UNGUARDED) && !defined(MUT_NO_GUARD)
    :: to != NONE && pos < from ->                                      /* no row: roll back, be assigned anew */
        printf("%d finds the position at %d: rolls back\n", me, pos);
        at[me] = pos;
        roll()
#endif
#ifndef MUT_LOST_WITHOUT_GENERATION
    :: to != NONE && known[me] != generation ->                         /* of a lost log; `idle` assigns anew */
        printf("%d finds another generation: rolls back\n", me);
        close()
#endif
    :: else ->
        claim(C1, !txDisorder[me]);
        j = 0;
        do
        :: j < KEYS ->
            if
            :: (keys >> j) & 1 ->
                claim(C1, EFFECT(j) == BASE(j) || effect[j] == BASE(j));
                effect[j] = EFFECT(j);
                seen[j] = SEEN(j);
                i = 0;
                do
                :: i < SEQUENCES && i < SEEN(j) -> park[record(j, 1) + i] = 0; i++            /* handled: deleted */
                :: i < SEQUENCES && i >= SEEN(j) ->
                    if
                    :: PARK(record(j, 1) + i) != 0 -> park[record(j, 1) + i] = PARK(record(j, 1) + i)
                    :: else                                     /* not written by this transaction */
                    fi;
                    i++
                :: else -> break
                od;
                claim(C2p, seen[j] == SEQUENCES || park[record(j, seen[j] + 1)] != WAITING);
            :: else
            fi;
            j++
        :: else -> break
        od;
        foreignRows = foreignRows | txForeign[me];
        if
        :: to == NONE
        :: else ->
#ifdef MUT_NO_CASE
            claim(C5, to >= pos);
            pos = to;
#else
            pos = (pos < to -> to : pos);
#endif
            at[me] = to
        fi;
        printf("%d commits, position %d\n", me, pos);
        j = 0;
        do
        :: j < pos && j < logEnd -> claim(C4, accounted(j)); j++
        :: else -> break
        od;
        j = 0;
        close()
    fi
}

inline wants(r) {
    if
    :: r != FOREIGN -> keys = keys | (1 << keyOf(r))
    :: else
    fi
}

inline snapshot(k) {
    i = 0;
    do
    :: i < SEQUENCES -> PARK(record(k, 1) + i) = park[record(k, 1) + i]; i++
    :: else -> break
    od;
    i = 0
}

#if defined(MUT_LOCKS_UNSORTED)
#define lockable(k) (k < KEYS && ((toLock >> (k)) & 1) \
    && (to == NONE || toLock != keys || log[from] == FOREIGN || keyOf(log[from]) == k))
#else
#define lockable(k) (k < KEYS && ((toLock >> (k)) & 1) && (toLock & ((1 << (k)) - 1)) == 0)
#endif

proctype Instance(byte me) {
    byte from, to;          /* the batch */
    byte keys, toLock;      /* bits */
    byte skipped;           /* a record + 1 that a person skips */
    byte pick, i, j, before;
#ifdef MUT_ONE_STATEMENT
    byte waitingFor;        /* a key + 1 whose statement has its snapshot and waits for the lock */
#endif

idle:
end:
    if
    /* The group gives the partition to me; the other one may not know yet. */
    :: d_step { group != me && rebalances < REBALANCES -> rebalances++; group = me;
            printf("the group gives the partition to %d\n", me) } -> goto idle
    /* Assigned, with the store's position. */
    :: atomic { group == me && !owns[me] && !sweepsAny(me) ->
            owns[me] = 1; started[me] = 1; at[me] = pos; known[me] = generation;
            printf("%d is assigned from position %d\n", me, pos);
#ifdef MUT_START_FROM_LATEST
            do
            :: more(logEnd) -> publish()
            :: break
            od;
            at[me] = logEnd;
#endif
        } -> goto idle
    /* It learns that it lost the partition: buffers dropped. */
    :: d_step { group != me && owns[me] -> owns[me] = 0; at[me] = 0; known[me] = 0;
            printf("%d learns that it lost the partition\n", me) } -> goto idle
    /* It looks at the position's row and finds another generation, or the broker says that its offset is out of
       range: assigned anew. */
    :: d_step { owns[me] && known[me] != generation && NOTICES -> at[me] = pos; known[me] = generation;
            printf("%d notices the new log, assigned from %d\n", me, pos) } -> goto idle
    /* Restarted with the new version. */
    :: d_step { POISON && version[me] == 1 -> version[me] = 2; restart();
            printf("%d is restarted with version 2\n", me) } -> goto idle
    /* A batch. */
    :: atomic { owns[me] && at[me] <= logEnd && more(at[me]) ->
            from = at[me];
            to = from;
            do
            :: (to == from || to < from + BATCH) && more(to) ->
                if
                :: to == logEnd -> publish()
                :: else
                fi;
                wants(log[to]);
                to++
            :: to > from -> break
            od;
            toLock = keys; busy[me] = 1;
            printf("%d has the batch %d ..< %d\n", me, from, to)
        } -> goto locking
    /* The sweep: a key whose turn has come; candidates are read without locks. */
    :: d_step { sweeps(me, 0) -> keys = 1; toLock = 1; to = NONE; busy[me] = 1;
            printf("%d sweeps key 0\n", me) } -> goto locking
    :: d_step { sweeps(me, 1) -> keys = 2; toLock = 2; to = NONE; busy[me] = 1;
            printf("%d sweeps key 1\n", me) } -> goto locking
    /* A person skips the record whose turn it is, failed or missing; the decision names it. */
    :: d_step { skips < SKIPS && seen[0] < SEQUENCES ->
            skips++; skipped = record(0, seen[0] + 1) + 1; keys = 1; toLock = 1; to = NONE; busy[me] = 1;
            printf("%d is told to skip key 0 sequence %d\n", me, seen[0] + 1) } -> goto locking
    /* The broker forgot its log: positions to zero, journals published again. Some may still hold the old log's
       records. */
    :: d_step { losses < LOSSES && logEnd > 0 ->
            losses++; logEnd = 0; published = 0; duplicates = 0; foreigns = 0; pos = 0; foreignRows = 0; generation++;
            i = 0;
            do
            :: i < LENGTH -> log[i] = 0; i++
            :: else -> break
            od;
            i = 0;
            printf("the log is lost\n") } -> goto idle
    fi;

locking:
    if
#ifdef MUT_SEEN_NOT_LOCKED
    :: toLock != 0 -> toLock = 0; goto locking
#elif defined(MUT_ONE_STATEMENT)
    :: d_step { waitingFor == 0 && lockable(0) -> waitingFor = 1; snapshot(0);
            printf("%d takes its snapshot of key 0\n", me) } -> goto locking
    :: d_step { waitingFor == 0 && lockable(1) -> waitingFor = 2; snapshot(1);
            printf("%d takes its snapshot of key 1\n", me) } -> goto locking
    :: d_step { waitingFor == 1 && lock[0] == 0 -> lock[0] = me + 1; toLock = toLock & ~1; waitingFor = 0;
            printf("%d locks key 0\n", me) } -> goto locking
    :: d_step { waitingFor == 2 && lock[1] == 0 -> lock[1] = me + 1; toLock = toLock & ~2; waitingFor = 0;
            printf("%d locks key 1\n", me) } -> goto locking
#else
    :: d_step { lockable(0) && lock[0] == 0 -> lock[0] = me + 1; toLock = toLock & ~1;
            printf("%d locks key 0\n", me) } -> goto locking
    :: d_step { lockable(1) && lock[1] == 0 -> lock[1] = me + 1; toLock = toLock & ~2;
            printf("%d locks key 1\n", me) } -> goto locking
#endif
    :: toLock == 0
#ifndef MUT_ONE_STATEMENT
    misfortunes
#endif
    fi;

    /* Later statements: read under the locks, decide. */
    if
    :: d_step { 1 ->
            j = 0;
            do
            :: j < KEYS ->
                if
                :: (keys >> j) & 1 ->
                    SEEN(j) = seen[j]; EFFECT(j) = effect[j]; BASE(j) = effect[j];
#ifndef MUT_ONE_STATEMENT
                    snapshot(j);
#endif
                :: else
                fi;
                j++
            :: else -> break
            od;
            if
            :: to == NONE && skipped == 0 ->
                j = 0;
                do
                :: j < KEYS ->
                    if
                    :: (keys >> j) & 1 -> drain(j)
                    :: else
                    fi;
                    j++
                :: else -> break
                od
            :: to == NONE && skipped != 0 ->
                j = keyOf(skipped - 1);
                if
                :: SEEN(j) + 1 == sequenceOf(skipped - 1) ->
                    SEEN(j) = SEEN(j) + 1; EFFECT(j) = SEEN(j); PARK(skipped - 1) = 0;
                    drain(j)
                :: else             /* handled meanwhile: nothing to skip */
                fi
            :: else ->
                j = from;
                do
                :: j < to ->
                    if
                    :: log[j] == FOREIGN ->
#ifndef MUT_FOREIGN_DROPPED
                        txForeign[me] = txForeign[me] | (1 << j);
#endif
                        skip
                    :: else -> handle(log[j])
                    fi;
                    j++
                :: else -> break
                od
            fi;
            j = 0
        }
    misfortunes
    fi;

    /* The position, and commit. The answer to the commit may be lost: the instance takes it for an abort and runs
       the batch again. */
    if
    :: d_step { 1 -> commit() } -> goto idle
    :: d_step { aborts < ABORTS && to != NONE ->
            aborts++;
            printf("%d will not hear the answer to its commit\n", me);
            before = from;
            commit();
            at[me] = before;
            before = 0 } -> goto idle
    misfortunes
    fi
}

#if defined(MUT_LOST_WITHOUT_GENERATION) || defined(MUT_LOSS_NOT_NOTICED)
#define caughtUp 1
#else
#define caughtUp (known[group] == generation)
#endif
/* C2: the owner has read everything, nothing is under way, nothing to be swept. */
#define quiet (published == ALL && owns[group] && at[group] == logEnd && caughtUp \
    && !busy[0] && !busy[1] && !sweepsAny(0) && !sweepsAny(1))
#define complete(k) (k >= KEYS || seen[k] == SEQUENCES || (POISON && k == POISON_KEY \
    && (POISON == 2 || (version[0] == 1 && version[1] == 1)) && park[record(k, seen[k] + 1)] > WAITING))

active proctype Monitor() {
end:
#ifndef WITHOUT_C2
    d_step { quiet && !(complete(0) && complete(1)) -> C2 = 0; assert(C2) }
#else
    false
#endif
}

init {
    d_step { version[0] = 1; version[1] = 1 };
    atomic { run Instance(0); run Instance(1) }
}
