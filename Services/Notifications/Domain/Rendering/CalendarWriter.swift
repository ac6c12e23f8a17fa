import Messages
import Vocabulary

/// The network's calendar as a file that agendas read (RFC 5545, RFC 5546): an event a session, its UID the session's
/// identifier for its whole life, its SEQUENCE rising with the session's revision, so that a file that is opened again
/// moves what is there.
struct CalendarWriter: Sendable {
    var campaign: Campaign
    var places: Places
    var request: String
    var file: RequestFile

    static let product = "-//ALP interdegres//Notifications 1//FR"

    /// The sessions that stand, and as cancelled those that were given back.
    func published(at stamp: Instant) -> CalendarFile {
        write(.publish, events: file.sessions.map { ($0, false) } + file.freed.map { ($0, true) }, at: stamp)
    }

    /// All of them cancelled.
    func cancelled(at stamp: Instant) -> CalendarFile {
        write(.cancel, events: (file.sessions + file.freed).map { ($0, true) }, at: stamp)
    }

    private func write(
        _ method: CalendarFile.Method, events: [(SessionStated, Bool)], at stamp: Instant
    ) -> CalendarFile {
        var text = CalendarText()
        text.line("BEGIN:VCALENDAR")
        text.line("VERSION:2.0")
        text.line("PRODID:\(Self.product)")
        text.line("CALSCALE:GREGORIAN")
        text.line("METHOD:\(method.rawValue)")
        writeZone(into: &text)
        var told: Set<SessionID> = []
        for (session, isCancelled) in events.sorted(by: { $0.0.session.text < $1.0.session.text })
        where told.insert(session.session).inserted {
            write(session, isCancelled: isCancelled, at: stamp, into: &text)
        }
        text.line("END:VCALENDAR")
        return CalendarFile(method: method, text: text.text)
    }

    private func write(
        _ session: SessionStated, isCancelled: Bool, at stamp: Instant, into text: inout CalendarText
    ) {
        guard let times = SessionTimes(session.halfDays, in: campaign) else { return }
        let title = file.form.map { Clean.line($0.theme.title.text) } ?? request
        text.line("BEGIN:VEVENT")
        text.line("UID:\(session.session)")
        text.line("DTSTAMP:\(Self.utc(stamp))")
        // Rises with each thing that is told (3.8.7.4): a session, its being taken back, the session placed anew.
        text.line("SEQUENCE:\(2 * (session.revision.number - 1) + (isCancelled ? 1 : 0))")
        text.line("DTSTART;TZID=Europe/Paris:\(Self.local(times.date, times.from))")
        text.line("DTEND;TZID=Europe/Paris:\(Self.local(times.date, times.to))")
        text.line(
            "ORGANIZER;CN=\(CalendarText.quoted(campaign.texts.sender.last ?? campaign.academie)):mailto:\(Clean.line(campaign.texts.replyTo))"
        )
        text.text("SUMMARY", "ALP interdegrés : \(title)")
        text.text("LOCATION", places.name(session.host))
        text.text(
            "DESCRIPTION",
            "Demande \(request), groupe \(session.group).\nHoraires : \(times.french)."
                + (file.team(of: session).map { "\nFormateurs : \($0)." } ?? ""))
        text.line("STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")")
        text.line("TRANSP:\(isCancelled ? "TRANSPARENT" : "OPAQUE")")
        text.line("END:VEVENT")
    }

    /// The Union's rule since 1996 (directive 2000/84/EC), as every agenda needs it beside a local time (3.6.5).
    private func writeZone(into text: inout CalendarText) {
        for line in [
            "BEGIN:VTIMEZONE", "TZID:Europe/Paris", "BEGIN:DAYLIGHT", "TZNAME:CEST", "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
            "BEGIN:STANDARD", "TZNAME:CET", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "DTSTART:19961027T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
        ] { text.line(line) }
    }

    private static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func local(_ date: CivilDate, _ minutes: Int) -> String {
        let (year, month, day) = date.parts
        return digits(year, 4) + digits(month, 2) + digits(day, 2) + "T" + digits(minutes / 60, 2)
            + digits(minutes % 60, 2) + "00"
    }

    private static func utc(_ instant: Instant) -> String {
        String(instant.rfc3339.prefix(19)).replacing("-", with: "").replacing(":", with: "") + "Z"
    }
}
