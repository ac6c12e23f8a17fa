import Messages
import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Hands over what may go: takes a request's letters, writes their files, records that they were sent.
///
/// A crash between file and ledger leaves letters *taken*: the next turn finds the files with their bytes and records
/// them, or writes what isn't there. So no letter goes twice and none is lost.
struct LetterSender: Sendable {
    let spool: Spool
    let press: LetterPress
    /// Called with each letter whose file stands and which the ledger doesn't know of yet: tests crash here.
    var afterFile: @Sendable (LetterID) throws -> Void = { _ in }

    /// Everything that can go now. Blocks.
    func round(_ desk: CommandDesk<NotificationsDefinition>) throws {
        guard spool.lock() else { return }
        var fault: (any Error)?
        var tried: Set<String> = []
        while desk.isOpen {
            let pending = try pending(desk).filter { !tried.contains($0.aggregate) }
            guard !pending.isEmpty else { break }
            for batch in pending where desk.isOpen {
                tried.insert(batch.aggregate)
                do {
                    try send(batch, desk)
                } catch let error as SpoolError {
                    // The others' may be writable all the same; this one is tried again in the next turn.
                    fault = fault ?? error
                }
            }
        }
        if let fault { throw CannotHandle("\(fault)") }
    }

    struct Batch {
        var aggregate: String
        var sendable: [LetterID] = []
        var taken: [LetterID] = []
    }

    /// Letters by request. Those whose function nobody holds yet are left alone until their patience ends.
    private func pending(_ desk: CommandDesk<NotificationsDefinition>) throws -> [Batch] {
        let now = desk.clock.now
        let day = Paris.date(at: now).text
        let rows = try desk.step.database.read { transaction in
            try transaction.query(
                """
                SELECT letter, aggregate, status FROM letter
                WHERE document IS NOT NULL AND (
                    status = 'taken' OR (status = 'sendable' AND (prepared_at < $2 OR EXISTS (
                    SELECT 1 FROM term WHERE term.function = letter.recipient AND term.from_day <= $1
                    AND (term.until_day IS NULL OR term.until_day >= $1)))))
                ORDER BY prepared_at, aggregate, number LIMIT 400
                """,
                [.text(day), .integer((now + (.zero - NotificationsDecider.patience)).milliseconds)])
        }
        var batches: [Batch] = []
        for row in rows {
            let aggregate = try row.text(1)
            if batches.last?.aggregate != aggregate { batches.append(Batch(aggregate: aggregate)) }
            let letter = try LetterID(try row.text(0))
            if try row.text(2) == "taken" {
                batches[batches.count - 1].taken.append(letter)
            } else {
                batches[batches.count - 1].sendable.append(letter)
            }
        }
        return batches
    }

    private func send(_ batch: Batch, _ desk: CommandDesk<NotificationsDefinition>) throws {
        let now = desk.clock.now
        let day = Paris.date(at: now)
        if !batch.sendable.isEmpty {
            try desk.bySystem("take", NotificationsInput(batch.aggregate, .take(batch.sendable, on: day)))
        }
        var written: [LetterAttempt] = []
        for letter in batch.taken + batch.sendable {
            if let attempt = try write(letter, day, desk) { written.append(attempt) }
        }
        guard !written.isEmpty else { return }
        try spool.sync()
        try desk.bySystem("written", NotificationsInput(batch.aggregate, .written(written)))
    }

    /// nil: it isn't taken (its function is vacant, somebody else sent it), or its holder can't be written to any more.
    private func write(
        _ letter: LetterID, _ day: CivilDate, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> LetterAttempt? {
        let found = try desk.step.database.read { transaction -> (LetterRow, LetterPaper, TermTable.Holder?)? in
            guard let row = try LetterTable.rows([letter], in: transaction).first, row.status == .taken,
                let paper = try LetterTable.paper(of: letter, in: transaction)
            else { return nil }
            return (row, paper, try TermTable.holder(of: row.to, on: day, in: transaction))
        }
        guard let (row, paper, holder) = found else { return nil }
        let attempt = LetterAttempt(letter, attempt: row.attempt)
        guard let name = holder?.name, let mail = holder?.mail else {
            // A crash may have left the file while the address was known.
            if try spool.stands(letter, documentHash: row.documentHash) { return attempt }
            try desk.bySystem("unwritten", NotificationsInput(row.aggregate, .unwritten(attempt, .addressUnknown)))
            return nil
        }
        let file = MailFile(
            paper: paper, documentHash: row.documentHash, name: name, mail: mail,
            link: paper.linkOf.map(press.link) ?? "", code: paper.linkOf.map(press.key.code) ?? "", at: desk.clock.now)
        _ = try spool.put(letter, file.bytes, documentHash: row.documentHash)
        try afterFile(letter)
        return attempt
    }
}
