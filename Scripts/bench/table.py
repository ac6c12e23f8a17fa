#!/usr/bin/env python3
"""Scripts/bench/table.py ROWS BROKER RECORDS BATCH SEED: prints what Scripts/bench/hop measured: machine, sizes, each
row, medians, and the ratios that the targets speak of."""
import json
import os
import pathlib
import platform
import statistics
import sys

path, broker, records, batch, seed = sys.argv[1:]
rows = [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]
seed = json.loads(seed)


def machine():
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}"


def median(who, field):
    values = [row["result"][field] for row in rows if row["who"] == who and field in row["result"]]
    return statistics.median(values) if values else None


def ratio(name, above, below):
    if above and below:
        print(f"{name:<44}{above / below:8.2f}")


def cell(value, form):
    return format(value, form) if value is not None else "–"


print(f"machine   {machine()}")
print(f"broker    {broker}; {records} records, batches of {batch}, 24 partitions"
      + (f"; value {seed['value_bytes']} B, record with headers {seed['record_bytes']} B" if seed else ""))
print(f"{'round who':<22}{'load':>6}{'records/s':>12}{'acked/s':>10}{'CPU µs':>8}{'raw/s':>10}{'p50 ms':>9}"
      f"{'p99 ms':>9}")
for row in rows:
    result = row["result"]
    acked, used = result.get("seconds_acked"), result.get("cpu_seconds")
    cells = [
        cell(result.get("rate"), "12.0f"), cell(acked and result["records"] / acked, "10.0f"),
        cell(used and used / result["records"] * 1e6, "8.1f"), cell(result.get("raw_rate"), "10.0f"),
        cell(result.get("p50_ms"), "9.1f"), cell(result.get("p99_ms"), "9.1f")]
    widths = [12, 10, 8, 10, 9, 9]
    print(f"{row['round']:<6}{row['who']:<16}{row['load']:>6}"
          + "".join(text.rjust(width) for text, width in zip(cells, widths, strict=True)))
sqlite, postgres = median("ours-sqlite", "rate"), median("ours-postgres", "rate")
raw = median("ours-sqlite", "raw_rate") or median("ours-postgres", "raw_rate")
print("medians, ratios")
if median("peer-bytes", "p50_ms") or median("ours-sqlite", "p50_ms"):
    sqlite = postgres = raw = None  # On a pace, the rate is the pace.
ratio("ours / FastStream, lean", sqlite, median("peer-bytes", "rate"))
ratio("ours / FastStream as documented", sqlite, median("peer-faststream", "rate"))
ratio("ours on PostgreSQL / SQLite (target 0.6)", postgres, sqlite)
ratio("ours on SQLite / raw loop (was 0.16)", sqlite, raw)
ratio("ours on PostgreSQL / raw loop", postgres, raw)
for who in sorted({row["who"] for row in rows}):
    parts = [
        f"{median(who, field):.{digits}f} {unit}"
        for field, digits, unit in (("rate", 0, "records/s"), ("p50_ms", 1, "ms p50"), ("p99_ms", 1, "ms p99"))
        if median(who, field) is not None and not (field == "rate" and median(who, "p50_ms") is not None)]
    print(f"{who:<44}{', '.join(parts)}")
