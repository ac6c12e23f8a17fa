import Foundation

/// CPU time, memory and names of the machine and of processes, from the kernel.
enum Machine {
    /// User and system seconds of this process so far.
    static var cpuSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    static var model: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        let line = lines.first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
    }

    static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// Of the last minute.
    static var load: Double {
        var loads = [0.0]
        return getloadavg(&loads, 1) == 1 ? loads[0] : -1
    }

    /// Resident and highest resident memory of a process, in MB of 1,000,000 bytes.
    static func memory(of process: Int32) -> (resident: Double, highest: Double)? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
        func megabytes(_ field: String) -> Double? {
            let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
            return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
                .map { $0 * 1024 / 1e6 }
        }
        guard let resident = megabytes("VmRSS:"), let highest = megabytes("VmHWM:") else { return nil }
        return (resident, highest)
    }
}

/// Durations in milliseconds, and what of them is told.
struct Percentiles {
    private let sorted: [Double]

    init(_ milliseconds: [Double]) { sorted = milliseconds.sorted() }

    /// - Parameter share: 0.5 is the median. The nearest rank; 0 where there is nothing.
    func at(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    var count: Int { sorted.count }
    var largest: Double { sorted.last ?? 0 }
}

/// One JSON object on a line, its fields in the order given.
enum BenchJSON {
    static func line(_ fields: [(name: String, value: any Encodable & Sendable)]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let texts = fields.map { field in
            let value = (try? encoder.encode(field.value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
            return "\"\(field.name)\":\(value)"
        }
        return "{\(texts.joined(separator: ","))}"
    }

    /// Rounded to so many places, so that a line stays readable.
    static func round(_ value: Double, _ places: Int = 1) -> Double {
        let scale = pow(10, Double(places))
        return (value * scale).rounded() / scale
    }
}
