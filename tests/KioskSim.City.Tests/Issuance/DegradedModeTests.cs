using KioskSim.City.Municipalities;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Certificates;
using static KioskSim.Domain.Errors.FlowErrorCode;

namespace KioskSim.City.Tests.Issuance;

/// <summary>The centre could not ask JPKI and shows a revocation list instead. A city takes it only when its configuration says so.</summary>
public sealed class DegradedModeTests(JpkiCentre jpki) : IClassFixture<JpkiCentre>
{
    [Theory]
    // shown                               by default       where lists are accepted
    [InlineData("a list",                   JpkiUnreachable, null)]
    [InlineData("a list and an answer",     null,            null)]
    [InlineData("a list that has the card", JpkiUnreachable, CertificateRevoked)]
    [InlineData("a list of last week",      JpkiUnreachable, JpkiUnreachable)]
    [InlineData("an altered list",          JpkiUnreachable, JpkiUnreachable)]
    [InlineData("a list and a wrong answer", JpkiUnreachable, JpkiUnreachable)]
    [InlineData("neither",                  JpkiUnreachable, JpkiUnreachable)]
    public void A_list_in_place_of_JPKIs_answer_is_refused_unless_the_city_accepts_it_000_50(
        string shown, FlowErrorCode? byDefault, FlowErrorCode? accepted)
    {
        foreach (var (accepts, expected) in (ReadOnlySpan<(bool, FlowErrorCode?)>)[(false, byDefault), (true, accepted)])
        {
            using var office = new IssueOffice(jpki, accepts);
            var visit = office.Visit();
            if (shown == "a list that has the card")
                jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationReason.KeyCompromise, null, JpkiCentre.Noon);
            var list = new CrlPublisher(jpki.Store).Publish(
                jpki.Authority.Generations[0], shown == "a list of last week" ? JpkiCentre.Noon.AddDays(-7) : JpkiCentre.Noon).OfAll();
            if (shown == "an altered list")
                list[^1] ^= 1;
            var evidence = visit.Evidence() with { RevocationList = shown == "neither" ? default : list };
            evidence = shown switch
            {
                "a list and an answer" => evidence,
                "a list and a wrong answer" => evidence with { OcspResponse = visit.Ocsp(new byte[32]) },
                _ => evidence with { OcspResponse = default },
            };
            Assert.Equal(expected, Record.Exception(() => visit.Prepare(evidence)) is FlowException e ? e.Code : null);
        }
    }

    [Theory]
    [InlineData(false, JpkiUnreachable)]
    [InlineData(true, null)]
    public void The_second_question_is_treated_likewise_000_73(bool accepts, FlowErrorCode? expected)
    {
        using var office = new IssueOffice(jpki, accepts);
        var visit = office.Visit();
        visit.Issue(visit.Prepare().Token);
        var list = new CrlPublisher(jpki.Store).Publish(jpki.Authority.Generations[0], JpkiCentre.Noon).OfAll();
        var refused = Record.Exception(() => office.Desk.Release(visit.Routing.Municipality, visit.Routing.Session, default, list));
        Assert.Equal(expected, refused is FlowException e ? e.Code : null);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"acceptsRevocationLists\": true,", true)]
    public void A_citys_configuration_says_so_and_without_a_word_it_does_not(string said, bool accepts)
    {
        var json = File.ReadAllText(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "municipalities"), "*.json")[0]);
        Assert.Equal(accepts, MunicipalityFile.Parse(json.Insert(json.IndexOf('{') + 1, said), "city.json").AcceptsRevocationLists);
    }
}
