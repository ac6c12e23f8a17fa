import Foundation
import TestKit

/// What must be so of a spring, whatever happened in it. Each answers what is wrong, in lines.
enum SpringChecks {
    /// Every request as its expectation says; consents that came by link are no breach any more.
    static func outcomes(_ report: SpringReport, _ sample: SpringSample) -> [String] {
        let found = Dictionary(uniqueKeysWithValues: report.requests.map { ($0.sample, $0) })
        return sample.verdicts.flatMap { verdict -> [String] in
            guard let request = found[verdict.id] else { return ["\(verdict.id) is not in the report"] }
            let phase = ["passed", "blocked"].contains(verdict.outcome) ? "validated" : verdict.outcome
            var lines: [String] = []
            if request.phase != phase { lines.append("\(verdict.id): \(request.phase), not \(phase)") }
            if request.isReleased != (phase != "returned") {
                lines.append("\(verdict.id): released \(request.isReleased)")
            }
            if phase == "validated", request.placement != "published" || request.sessions.isEmpty {
                lines.append("\(verdict.id): \(request.placement ?? "not placed")")
            }
            var wanted = verdict.breaches
            if request.request != verdict.id {
                wanted = wanted.filter { !($0.rule == "F5" && $0.severity == "blocks:examination") }
            }
            if !agree(wanted, request.breaches) { lines.append("\(verdict.id): breaches \(request.breaches)") }
            return lines
        }
    }

    /// As many of each rule and gravity, at the places that the expectation names.
    private static func agree(_ wanted: [SpringReport.Request.Breach], _ found: [SpringReport.Request.Breach]) -> Bool {
        func counts(_ breaches: [SpringReport.Request.Breach]) -> [String: Int] {
            Dictionary(breaches.map { ("\($0.rule) \($0.severity)", 1) }, uniquingKeysWith: +)
        }
        let places = wanted.filter { $0.place != nil }
        return counts(wanted) == counts(found) && Set(places).isSubset(of: found)
    }

    /// No letter twice, and none missing: by the list, and by the files in the spool.
    static func letters(_ run: SpringRun, _ sample: SpringSample) throws -> [String] {
        var lines: [String] = []
        let all = run.report.requests.flatMap(\.letters)
        if Set(all.map(\.letter)).count != all.count { lines.append("a letter's identifier stands twice") }
        // What is for a function that nobody holds can't be sent, and says so.
        for letter in all where !["sent", "void"].contains(letter.state) {
            if letter.state == "failed", !sample.functions.contains(letter.to) { continue }
            lines.append("\(letter.letter) (\(letter.kind)) is \(letter.state)")
        }
        let once: Set = ["receipt", "correction", "refusal", "validation"]
        for request in run.report.requests {
            let sent = request.letters.filter { $0.state == "sent" }
            let counts = Dictionary(grouping: sent.filter { once.contains($0.kind) }) { "\($0.kind) to \($0.to)" }
            lines += counts.filter { $0.value.count > 1 }.map { "\(request.sample): \($0.key) \($0.value.count) times" }
            // Only heads and inspectors are pilots; functions that nobody holds get no letter.
            let pilots = (sample.requests[request.sample]?.form.pilots ?? []).map(\.function)
                .filter { $0.hasPrefix("head:") || $0.hasPrefix("ien:") }
            if pilots.isEmpty { continue }
            let told = ["validated": "validation", "refused": "refusal", "returned": "correction"][request.phase] ?? ""
            let receivers = Set(sent.filter { $0.kind == "receipt" }.map(\.to))
            for kind in [told, "receipt"] {
                let reached = Set(sent.filter { $0.kind == kind }.map(\.to))
                if reached.isEmpty { lines.append("\(request.sample): no \(kind) was sent") }
                let left = Set(pilots).intersection(receivers).subtracting(reached)
                lines += left.map { "\(request.sample): no \(kind) to \($0)" }
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: run.spool.path).filter { $0.hasSuffix(".eml") }
        let missing = Set(all.filter { $0.state == "sent" }.map { "\($0.letter).eml" }).subtracting(files)
        lines += missing.map { "\($0) isn't in the spool" }
        return lines
    }

    /// No trainer in two places on one half-day.
    static func trainers(_ report: SpringReport) -> [String] {
        let taken = report.requests.flatMap { request in
            request.sessions.flatMap { session in
                session.trainers.flatMap { trainer in session.halfDays.map { "\(trainer) \($0)" } }
            }
        }
        return Dictionary(grouping: taken) { $0 }.filter { $0.value.count > 1 }.map {
            "\($0.key): \($0.value.count) times"
        }
    }

    /// No département replaces more teachers on a half-day than its tables allow, counted from the forms.
    static func quotas(_ report: SpringReport, _ sample: SpringSample) throws -> [String] {
        let quotas = try SpringQuotas()
        var used: [String: Int] = [:]
        for request in report.requests {
            let groups = sample.requests[request.sample]?.form.groups ?? []
            for session in request.sessions {
                for teachers in groups.first(where: { $0.id == session.group })?.teachers ?? [] {
                    for halfDay in session.halfDays {
                        used["\(teachers.departement) \(halfDay)", default: 0] += teachers.firstDegree
                    }
                }
            }
        }
        return used.compactMap { place, count in
            let parts = place.split(separator: " ").map(String.init)
            let most = quotas.most(parts[0], on: parts[1])
            return count > most ? "\(place): \(count) of \(most)" : nil
        }
    }

    /// Where a person's name or mail stands that must not: `grep` looks for each as whole words.
    static func names(_ run: SpringRun, _ sample: SpringSample) async throws -> [String] {
        let folder = try TemporaryFolder()
        let patterns = try folder.write(sample.personal.joined(separator: "\n") + "\n", to: "patterns")
        let texts = folder.file("texts")
        try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: false)
        for (place, text) in run.texts { try Data(text.utf8).write(to: texts.appendingPathComponent(place)) }
        let grep = try ChildProcess(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["grep", "--recursive", "--ignore-case", "--word-regexp", "--fixed-strings", "--text", "--only-matching"]
                + ["--file", patterns.path, texts.path], environment: ["LC_ALL": "C.UTF-8"])
        let end = try await grep.exit(within: .seconds(60))
        // 1: found nothing. Else what was found is told, or that it couldn't be looked for.
        return end == .exit(1) ? [] : ["\(run.name): \(grep.summary)"] + Set(grep.outputLines).sorted()
    }
}
