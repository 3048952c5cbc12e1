using Google.Protobuf;
using KioskSim.Centre.Tests.Fixtures;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Certificates;
using static KioskSim.Domain.Errors.FlowErrorCode;

namespace KioskSim.Centre.Tests.Issuance;

/// <summary>JPKI's OCSP cannot be reached. Unless the centre is told otherwise that is the end; in degraded mode a list that it holds decides.</summary>
public sealed class DegradedModeTests(JpkiCentre jpki) : IClassFixture<JpkiCentre>
{
    [Fact]
    public async Task Unless_it_is_told_to_the_centre_looks_into_no_list_000_50()
    {
        using var office = new CentreOffice(jpki);
        Assert.True(await office.Lists.RefreshAsync(CancellationToken.None));
        office.JpkiAnswers = CentreOffice.Unreachable;
        Assert.Equal(JpkiUnreachable, await RefusalAsync(office));
    }

    [Fact]
    public async Task A_good_list_decides_and_the_city_gets_it_in_place_of_the_answer()
    {
        using var office = new CentreOffice(jpki, degraded: true);
        Evidence? shown = null;
        ReleaseRequest? released = null;
        office.City.Prepare = r =>
        {
            shown = r.Evidence;
            return new PrepareReply { Yen = 200, Sheets = 1, IssueToken = CentreOffice.Token };
        };
        office.City.Release = r =>
        {
            released = r;
            return new ReleaseReply();
        };
        var list = office.JpkiLists();
        office.JpkiLists = () => list;
        var visit = await office.VisitAsync();
        await office.Lists.RefreshAsync(CancellationToken.None);
        office.JpkiAnswers = CentreOffice.Unreachable;

        await visit.ApplyAsync();
        await visit.IssueAsync();
        await visit.ReleaseAsync();
        Assert.Equal((ByteString.Empty, ByteString.CopyFrom(list)), (shown!.OcspResponse, shown.RevocationList));
        Assert.Equal((ByteString.Empty, ByteString.CopyFrom(list)), (released!.OcspResponse, released.RevocationList));
    }

    [Theory]
    [InlineData("revoked", CertificateRevoked)]
    [InlineData("on hold", CertificateOnHold)]
    [InlineData("no list was fetched", JpkiUnreachable)]
    [InlineData("the list is three days old", JpkiUnreachable)]
    [InlineData("the list is another authority's", JpkiUnreachable)]
    [InlineData("the list was altered", JpkiUnreachable)]
    [InlineData("JPKI says revoked, the list does not", CertificateRevoked)]
    [InlineData("JPKI's answer was altered", JpkiUnreachable)]
    public async Task Without_a_list_that_says_so_nothing_is_good_000_50(string what, FlowErrorCode expected)
    {
        using var office = new CentreOffice(jpki, degraded: true);
        using var foreign = JpkiCentre.Foreign();
        var visit = await office.VisitAsync();
        var answers = office.JpkiAnswers;
        var fetched = office.JpkiLists;
        office.JpkiAnswers = CentreOffice.Unreachable;
        switch (what)
        {
            case "revoked": jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationReason.KeyCompromise, null, JpkiCentre.Noon); break;
            case "on hold": jpki.Lifecycle.Hold(visit.Card.Serial, JpkiCentre.Noon); break;
            case "no list was fetched": office.JpkiLists = () => throw new HttpRequestException(); break;
            case "the list is another authority's":
                office.JpkiLists = () => new KioskSim.Jpki.Crl.CrlPublisher(foreign.Store).Publish(foreign.Authority.Generations[0], JpkiCentre.Noon).OfAll();
                break;
            case "the list was altered":
                office.JpkiLists = () =>
                {
                    var list = fetched();
                    list[^1] ^= 1;
                    return list;
                };
                break;
            case "JPKI's answer was altered":
                office.JpkiAnswers = question => ByteString.CopyFrom([.. answers(question).Span[..^300], .. new byte[300]]);
                break;
        }

        await office.Lists.RefreshAsync(CancellationToken.None);
        if (what == "the list is three days old")
        {
            office.Sessions.Clock.Now += TimeSpan.FromDays(3);
            visit = await office.VisitAsync();
        }
        else if (what == "JPKI says revoked, the list does not")
        {
            jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationReason.Superseded, null, JpkiCentre.Noon);
            office.JpkiAnswers = answers;
        }

        Assert.Equal(expected, (await Assert.ThrowsAsync<FlowException>(() => visit.ApplyAsync())).Code);
        Assert.DoesNotContain("Prepare", office.Calls.Names);
    }

    [Fact]
    public async Task A_list_that_could_not_be_fetched_leaves_the_one_before()
    {
        using var office = new CentreOffice(jpki, degraded: true);
        Assert.True(await office.Lists.RefreshAsync(CancellationToken.None));
        var before = office.Lists.Of(jpki.Trusted);
        office.JpkiLists = () => throw new HttpRequestException();
        Assert.False(await office.Lists.RefreshAsync(CancellationToken.None));
        Assert.Same(before, office.Lists.Of(jpki.Trusted));
    }

    static async Task<FlowErrorCode> RefusalAsync(CentreOffice office)
    {
        var visit = await office.VisitAsync();
        return (await Assert.ThrowsAsync<FlowException>(() => visit.ApplyAsync())).Code;
    }
}
