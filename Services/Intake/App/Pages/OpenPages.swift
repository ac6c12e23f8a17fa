import IntakeDomain
import Pages
import Vocabulary

/// Where the links of letters lead whoever has no link of their own.
enum WelcomePage {
    static let html = HTML.page(
        title: "Demandes d'actions de liaison pédagogique",
        """
        <h1>Demandes d'actions de liaison pédagogique</h1>
        <p>Ce service reçoit les demandes des pilotes (chefs d'établissement et IEN) et dit où elles en sont.</p>
        <h2>Où en est une demande ?</h2>
        <form method="get" action="/suivi">
        <p><label for="numero">Numéro de suivi, comme ABCD-EFGH-IJKL-2345</label><br>
        <input id="numero" name="numero" maxlength="40" required> <button>Voir</button></p>
        </form>
        <h2>Modifier ou retirer une demande, poser une question</h2>
        <p>Répondez au courrier que vous avez reçu : il parvient à qui suit votre demande.</p>
        <p>Pour donner votre accord à une demande, suivez le lien du courrier qui vous le demande.</p>
        """)
}

extension TrackingView {
    var page: HTML {
        let received = receivedAt.map { HTML("<p>Reçue \(Texts.moment($0)).</p>") }
        let since = standing.since.map { HTML("<p>Depuis \(Texts.moment($0)).</p>") }
        let acts =
            standing.mustAct.isEmpty
            ? nil : HTML("<p>À qui d'agir : \(standing.mustAct.joined(separator: ", ")).</p>")
        let answerBy = standing.answerBy.map { HTML("<p>Réponse attendue pour le \($0.french).</p>") }
        let reasons = standing.reasons.map { HTML("<li>\($0)</li>") }
        let sessions = standing.sessions.map { session in
            HTML(
                """
                <li>groupe \(session.group.text), à \(session.host.text) :
                \(session.halfDays.map(\.french).joined(separator: ", "))</li>
                """)
        }
        return .page(
            title: "Suivi de la demande \(request.text)",
            """
            <h1>Demande \(request.text) : \(standing.text)</h1>
            \(received)\(since)\(acts)\(answerBy)
            <ul>\(reasons)</ul>
            <ul>\(sessions)</ul>
            <p>Pour toute question, répondez au courrier que vous avez reçu.</p>
            """)
    }
}
