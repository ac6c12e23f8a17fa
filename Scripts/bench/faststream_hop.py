#!/usr/bin/env python3
"""Scripts/bench/faststream_hop.py: the peer of `alp bench hop`, in Python: FastStream 0.7 [confluent], pydantic,
uvloop, sqlite3. The same hop with the same tables (hop_store.py) and the same decision (hop_decider.py): batches from
an input topic; in one transaction a batch the check of `seen` and `parked`, a decision on the aggregate's state,
journal and position; then the journal's records to the output topic (idempotent, acks=all), marked as published after
their delivery reports, in the next transaction.

    faststream_hop.py --bootstrap HOST:PORT --records N --db PATH [--partitions 24] [--batch 500] [--latency]

Reads N records from the beginning of the input topic and prints one line of JSON:
    records, seconds (first batch to last commit), rate (by those), seconds_acked (to the last mark's commit),
    cpu_seconds (of this process, over seconds_acked), batches; with --latency p50_ms and p99_ms (from the record's
    Kafka timestamp to the delivery report of what it caused, without the first 40: seed with `seed.py --rate 40` once
    "ready" stands on standard error).
Exit codes: 0 done, 1 it stood still for --patience seconds or met what the bench's records never hold, 2 wrong flags.

As favourable to FastStream as we could make it and still call it FastStream: its batch subscriber, with a decoder that
parses each value once, by pydantic from the bytes; no per-record await that suspends; reads and writes of a batch in
one statement a table; commits off the event loop; nothing is awaited between a commit and the next batch. Less than
our own step does: nothing is drained, no foreign record kept, no lease, no head rows; after a rebalance it would not be
assigned the store's positions (FastStream has no such hook), and a batch that throws ends it.
"""
import argparse
import asyncio
import collections
import datetime
import hashlib
import json
import logging
import os
import pathlib
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import uvloop
from faststream import AckPolicy
from faststream.confluent import KafkaBroker, KafkaMessage
from pydantic import ValidationError

from hop_decider import Request, State, decide, evolve
from hop_store import Store

WARM_UP = 40
SOURCE = "urn:alp:bench:peer"


class Unexpected(Exception):
    """What the bench's records never hold, so the peer doesn't handle it."""


class Envelope:
    """The headers we need, checked as our own reading checks them."""
    __slots__ = ("correlation", "sequence", "traceparent")

    def __init__(self, topic, key, headers):
        if headers["ce_specversion"] != "1.0" or not headers["ce_type"] or not headers["ce_source"]:
            raise Unexpected(f"{topic}/{key}: not an event of ours")
        self.sequence = int(headers["ce_sequence"])
        datetime.datetime.fromisoformat(headers["ce_time"])
        if self.sequence < 1 or headers["ce_id"] != f"{topic}/{key}/{self.sequence}" or not headers["ce_cause"]:
            raise Unexpected(f"{topic}/{key}: ce_id or ce_sequence is not ours")
        self.correlation = headers.get("ce_correlationid")
        self.traceparent = headers.get("traceparent")


class Hop:
    """One batch after another: the transaction, then what is to be published."""

    def __init__(self, store, in_topic, out_topic):
        self.store, self.in_topic, self.out_topic = store, in_topic, out_topic

    def handle(self, messages, headers, requests, marks):
        """The transaction of a batch. Answers what to publish: (key, sequence, payload, headers, message).
        Runs on the store's thread. `requests`: as FastStream decoded them, or None: decoded here from the bytes."""
        read = [(m, m.key().decode()) for m in messages]
        read = [
            (m, key, Envelope(self.in_topic, key, h), r)
            for (m, key), h, r in zip(read, headers, requests or [None] * len(read), strict=True)]
        store, now = self.store, time.time_ns() // 1_000_000
        store.begin()
        try:
            keys = sorted({key for _, key, _, _ in read})
            nexts, parked = store.seen(keys), store.parked(keys)
            rows = store.aggregates(keys)
            outgoing, parking, changed, positions = [], [], {}, {}
            for message, key, envelope, request in read:
                place = message.partition()
                first = positions[place][0] if place in positions else message.offset()
                positions[place] = first, message.offset() + 1, key, envelope.sequence
                expected = nexts.get(key, 1)
                if envelope.sequence < expected:
                    continue
                if envelope.sequence > expected:
                    parking.append(self.parked(message, key, envelope, None, now))
                    continue
                if key in parked:
                    raise Unexpected(f"{key}: a parked record would be drained")
                try:
                    request = request or Request.model_validate_json(message.value())
                except ValidationError as error:
                    parking.append(self.parked(message, key, envelope, str(error.errors()[0]["type"]), now))
                    continue
                version, state = changed.get(key) or self.load(rows.get(key))
                event = decide(state, request)
                changed[key] = version + 1, evolve(state, event)
                nexts[key] = expected + 1
                outgoing.append((key, version + 1, event.model_dump_json(by_alias=True).encode(), envelope, message))
            store.save(
                seen=[(self.in_topic, key, nexts.get(key, 1)) for key in keys],
                aggregates=[
                    (key, version, f"{self.out_topic}={version}", state.model_dump_json(by_alias=True).encode())
                    for key, (version, state) in changed.items()],
                journal=[
                    (self.out_topic, key, sequence, key, sequence, "bench.decision.v1", payload,
                     hashlib.sha256(payload).digest(), f"record:{self.in_topic}/{key}/{envelope.sequence}",
                     envelope.correlation, envelope.traceparent, now)
                    for key, sequence, payload, envelope, _ in outgoing],
                parked=parking,
                positions=[(self.in_topic, place, *move) for place, move in positions.items()])
            if marks:
                store.mark(marks)
            store.commit()
        except BaseException:
            store.rollback()
            raise
        stamp = datetime.datetime.fromtimestamp(now / 1000, datetime.timezone.utc)
        stamp = stamp.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return [(key, sequence, payload, self.headers(key, sequence, envelope, stamp), message)
                for key, sequence, payload, envelope, message in outgoing]

    def load(self, row):
        if row is None:
            return 0, State()
        return row[0], State.model_validate_json(row[2])

    def parked(self, message, key, envelope, error, now):
        value = message.value()
        headers = json.dumps([(name, text.decode()) for name, text in message.headers()]).encode()
        return (self.in_topic, key, envelope.sequence, message.partition(), message.offset(), headers, value,
                len(value), error, now)

    def headers(self, key, sequence, envelope, stamp):
        headers = {
            "ce_specversion": "1.0", "ce_id": f"{self.out_topic}/{key}/{sequence}", "ce_type": "bench.decision.v1",
            "ce_source": SOURCE, "ce_subject": key, "ce_time": stamp, "ce_sequence": str(sequence),
            "ce_cause": f"record:{self.in_topic}/{key}/{envelope.sequence}", "content-type": "application/json"}
        if envelope.correlation:
            headers["ce_correlationid"] = envelope.correlation
        if envelope.traceparent:
            headers["traceparent"] = envelope.traceparent
        return headers

    def mark_rest(self, marks):
        self.store.begin()
        self.store.mark(marks)
        self.store.commit()


class Run:
    """What one run has done so far, and the hand-over from delivery reports to the next transaction."""

    def __init__(self, hop, options):
        self.hop, self.wanted, self.in_flight = hop, options.records, options.in_flight
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.handled = self.batches = 0
        self.started = self.committed = self.cpu = None
        self.marks, self.waiting, self.ages = [], collections.deque(), []
        self.latency = options.latency
        self.done, self.failure, self.moved = asyncio.Event(), None, time.monotonic()

    async def take(self, messages, headers, requests, publisher):
        if self.done.is_set():
            return
        if self.started is None:
            self.started, self.cpu = time.monotonic(), cpu()
        try:
            self.collect()
            marks, self.marks = self.marks, []
            loop = asyncio.get_running_loop()
            outgoing = await loop.run_in_executor(self.thread, self.hop.handle, messages, headers, requests, marks)
            self.committed = self.moved = time.monotonic()
            self.handled += len(messages)
            self.batches += 1
            for key, sequence, payload, fields, message in outgoing:
                future = await publisher.publish(
                    payload, key=key.encode(), headers=fields, correlation_id=key, no_confirm=True)
                if self.latency:
                    future.add_done_callback(lambda _, at=message.timestamp()[1]: self.ages.append(
                        time.time() * 1000 - at))
                self.waiting.append((key, sequence, future))
            while len(self.waiting) > self.in_flight:
                await self.waiting[0][2]
                self.collect()
        except Exception as error:
            self.failure = error
        if self.failure or self.handled >= self.wanted:
            self.done.set()

    def collect(self):
        """Moves delivered records from the front to the marks; a key's order is the queue's."""
        while self.waiting and self.waiting[0][2].done():
            key, sequence, future = self.waiting.popleft()
            message = future.result()
            self.marks.append((message.partition(), message.offset(), self.hop.out_topic, key, sequence))

    async def finish(self):
        if self.failure:
            raise self.failure
        for _, _, future in list(self.waiting):
            await future
        self.collect()
        await asyncio.get_running_loop().run_in_executor(self.thread, self.hop.mark_rest, self.marks)
        ended = time.monotonic()
        result = {
            "peer": "faststream", "records": self.handled, "seconds": round(self.committed - self.started, 4),
            "seconds_acked": round(ended - self.started, 4),
            "rate": round(self.handled / (self.committed - self.started), 1),
            "cpu_seconds": round(cpu() - self.cpu, 3), "batches": self.batches}
        if self.ages:
            ages = sorted(self.ages[WARM_UP:] or self.ages)
            result["p50_ms"] = round(ages[len(ages) // 2], 1)
            result["p99_ms"] = round(ages[min(len(ages) - 1, len(ages) * 99 // 100)], 1)
        journal, published, read = self.hop.store.counts()
        if not journal == published == read == self.handled:
            raise Unexpected(f"journal {journal}, published {published}, positions {read}, handled {self.handled}: "
                             "these should be one number; was the input topic seeded more than once?")
        return result


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def connect(options):
    """The broker. What FastStream leaves to be chosen and matters here:
    allow_auto_create_topics off: on, its start asks for CreateTopics and waits 60 s without a word for a controller,
    which the embedded broker has none of; earliest: the default, latest, waits for ever on a backlog; a group of its
    own a run: an older one's committed offsets stand at the end, and it would wait for ever, too."""
    broker = KafkaBroker(
        options.bootstrap, allow_auto_create_topics=False, enable_idempotence=True, acks="all",
        linger_ms=0 if options.latency else 5,
        partitioner="murmur2_random", logger=logging.getLogger("faststream") if options.verbose else None,
        apply_types=True, config={"receive.message.max.bytes": 1_000_000_000})
    publisher = broker.publisher(options.out_topic)

    def assigned(_, partitions):
        print(f"ready: {len(partitions)} partitions", file=sys.stderr, flush=True)

    async def undecoded(_):
        return ()

    subscriber = broker.subscriber(
        options.in_topic, batch=True, max_records=options.batch, group_id=f"bench-peer-{os.getpid()}-{time.time_ns()}",
        auto_offset_reset="earliest", fetch_max_wait_ms=10, on_assign=assigned, ack_policy=AckPolicy.ACK_FIRST,
        decoder=undecoded if options.decode == "bytes" else None,
        no_reply=True, polling_interval=0.005 if options.latency else 0.1)
    return broker, subscriber, publisher


async def watch(run, patience):
    """FastStream drops fetch errors without a word, so standing still is judged here."""
    while not run.done.is_set():
        await asyncio.sleep(0.2)
        if time.monotonic() - run.moved > patience:
            run.failure = Unexpected(
                f"no record for {patience} s after {run.handled} of {run.wanted}: is the input topic there, seeded "
                "with so many records, and is the broker reachable? (--verbose shows what librdkafka says)")
            run.done.set()


async def main(options):
    store = Store(options.db, options.in_topic, options.partitions, options.synchronous)
    run = Run(Hop(store, options.in_topic, options.out_topic), options)
    broker, subscriber, publisher = connect(options)

    if options.decode == "bytes":
        @subscriber
        async def handle(message: KafkaMessage):
            await run.take(message.raw_message, message.batch_headers, None, publisher)
    else:
        @subscriber
        async def handle_decoded(requests: list[Request], message: KafkaMessage):
            await run.take(message.raw_message, message.batch_headers, requests, publisher)

    await broker.start()
    watcher = asyncio.create_task(watch(run, options.patience))
    await run.done.wait()
    watcher.cancel()
    try:
        print(json.dumps(await run.finish()), flush=True)
    finally:
        try:
            await asyncio.wait_for(broker.stop(), 20)
        except TimeoutError:
            print("faststream_hop: the broker's connections did not close within 20 s", file=sys.stderr)
        run.thread.shutdown()


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--in-topic", default="bench.requests.v1")
    parser.add_argument("--out-topic", default="bench.decisions.v1")
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--partitions", type=int, default=24, help="of the input topic")
    parser.add_argument("--db", required=True, type=pathlib.Path, help="a file that isn't there yet")
    parser.add_argument("--synchronous", choices=["FULL", "NORMAL"], default="FULL")
    parser.add_argument("--in-flight", type=int, default=20_000, help="records whose delivery is awaited at most")
    parser.add_argument("--decode", choices=["bytes", "faststream"], default="bytes",
                        help="faststream: the documented list[Request] in the handler's signature; bytes: leaner")
    parser.add_argument("--latency", action="store_true")
    parser.add_argument("--patience", type=float, default=60, help="seconds without a record until it gives up")
    parser.add_argument("--verbose", action="store_true")
    found = parser.parse_args()
    if found.db.exists():
        parser.error(f"--db {found.db} is there already: name a file that isn't")
    return found


if __name__ == "__main__":
    try:
        uvloop.run(main(options()))
    except Exception as error:
        print(f"faststream_hop: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(1)
