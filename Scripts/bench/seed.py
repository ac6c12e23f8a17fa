#!/usr/bin/env python3
"""Scripts/bench/seed.py: fills an input topic for the bench, as `alp bench seed` does.

A record: key request-NNNNNN, sequence 1, 2, 3 … per key (RECORDS / 5 keys unless --keys says otherwise, round robin),
the ten ce_ and content-type headers of our envelope (without traceparent), type bench.request.v1, and a JSON value of
about 600 bytes with the fields of `request` below. The embedded broker keeps the newest 5 MB or 100,000 records of a
partition and forgets the rest silently, so more than 4.5 MB on one partition is refused here.

    seed.py --bootstrap HOST:PORT --topic bench.requests.v1 --records 60000 [--partitions 24] [--rate 40]
        [--create bench.requests.v1 bench.decisions.v1]

--create makes topics first (the embedded broker makes its own, from its catalogue). --rate: records a second.
Exit codes: 0 all acknowledged, 1 not, or more than the embedded broker keeps, 2 wrong flags.
"""
import argparse
import datetime
import json
import time

from confluent_kafka import KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

LARGEST_PARTITION = 4_500_000
STARTED = datetime.datetime(2027, 1, 4, 8, tzinfo=datetime.timezone.utc)


def request(key, sequence, index):
    """The value of a record: a plausible request for a training, about 600 bytes."""
    return {
        "request": key,
        "campaign": "2027-2028",
        "campaignRevision": 3,
        "requestRevision": sequence,
        "departement": f"{75 + index % 20}",
        "establishment": {
            "uai": f"075{index % 10000:04d}A", "name": "Collège Marie et Pierre Curie", "commune": "Paris"},
        "training": {
            "code": f"FIL-{index % 97:03d}", "title": "Accompagner les élèves à besoins particuliers", "hours": 6},
        "trainees": 12 + index % 19,
        "halfDays": ["2027-11-15/am", "2027-11-15/pm", "2027-11-22/am", "2027-11-22/pm"],
        "wish": {"from": "2027-11-02", "until": "2028-03-31", "place": "sur site", "remote": False},
        "pilot": {"person": f"p-{index * 7919 % 1000003:07d}", "function": "principal"},
        "note": "Salle informatique disponible le matin, prévoir un vidéoprojecteur.",
    }


def headers(topic, key, sequence, moment):
    """The envelope, in the order that our services write it."""
    return [
        ("ce_specversion", "1.0"), ("ce_id", f"{topic}/{key}/{sequence}"), ("ce_type", "bench.request.v1"),
        ("ce_source", "urn:alp:bench:seed"), ("ce_subject", key),
        ("ce_time", moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")),
        ("ce_sequence", str(sequence)), ("ce_cause", "outside"), ("content-type", "application/json"),
        ("ce_correlationid", key),
    ]


def create(bootstrap, topics, partitions):
    client = AdminClient({"bootstrap.servers": bootstrap})
    made = client.create_topics([NewTopic(topic, partitions, 1) for topic in topics], request_timeout=20)
    for topic, future in made.items():
        try:
            future.result(30)
        except KafkaException as error:
            if error.args[0].name() != "TOPIC_ALREADY_EXISTS":
                raise SystemExit(
                    f"seed: topic {topic} was not made: {error.args[0].str()}. Maybe it is the embedded broker, which "
                    "makes topics from its catalogue alone: leave --create out") from None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bootstrap", required=True)
    parser.add_argument("--topic", required=True)
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--keys", type=int)
    parser.add_argument("--partitions", type=int, default=24)
    parser.add_argument("--create", nargs="+", metavar="TOPIC")
    parser.add_argument("--rate", type=float, help="records a second; as fast as it goes without it")
    options = parser.parse_args()
    keys = options.keys or max(1, options.records // 5)
    if options.create:
        create(options.bootstrap, options.create, options.partitions)

    producer = Producer({
        "bootstrap.servers": options.bootstrap, "enable.idempotence": True, "partitioner": "murmur2_random",
        "linger.ms": 0 if options.rate else 50, "queue.buffering.max.messages": 200_000,
        "allow.auto.create.topics": False,
    })
    known = producer.list_topics(options.topic, 20).topics[options.topic]
    if known.error or len(known.partitions) != options.partitions:
        raise SystemExit(f"seed: topic {options.topic} has {len(known.partitions)} partitions, not "
                         f"{options.partitions}: make it with --create, or with the broker's catalogue")

    failures, counts, record_bytes = [], {}, 0

    def report(error, message):
        if error:
            failures.append(error.str())
        else:
            counts[message.partition()] = counts.get(message.partition(), 0) + 1

    started = time.monotonic()
    for index in range(options.records):
        key, sequence = f"request-{index % keys:06d}", index // keys + 1
        value = json.dumps(request(key, sequence, index), ensure_ascii=False, separators=(",", ":")).encode()
        envelope = headers(options.topic, key, sequence, STARTED + datetime.timedelta(milliseconds=index))
        record_bytes = len(key) + len(value) + sum(len(name) + len(text) + 2 for name, text in envelope) + 12
        if options.rate:
            time.sleep(max(0, started + index / options.rate - time.monotonic()))
        while True:
            try:
                producer.produce(options.topic, key=key, value=value, headers=envelope, on_delivery=report)
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush(60)
    seconds = time.monotonic() - started
    delivered = sum(counts.values())
    if failures or delivered != options.records:
        raise SystemExit(f"seed: {delivered} of {options.records} records were acknowledged: {failures[:1]}")
    largest = max(counts.values()) * record_bytes
    if largest > LARGEST_PARTITION:
        raise SystemExit(f"seed: about {largest} bytes on one partition, of which the embedded broker keeps 5 MB and "
                         "forgets the rest: seed fewer records, or spread them over more partitions")
    print(json.dumps({
        "records": delivered, "keys": keys, "seconds": round(seconds, 2), "value_bytes": len(value),
        "record_bytes": record_bytes, "largest_partition_bytes": largest}))


if __name__ == "__main__":
    main()
