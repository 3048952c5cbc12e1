using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>Who gets what: the citizen's state, the kind and the hour against what the kiosk says. Refused is never paid and never printed.</summary>
public sealed class F0200_OutcomeTests(KioskSimCluster cluster)
{
    [Theory]
    [InlineData("usable", CertificateKind.ResidentRecord, null)]
    [InlineData("difficult-name", CertificateKind.ResidentRecord, null)]
    [InlineData("foreign", CertificateKind.ResidentRecord, null)]
    [InlineData("large-household", CertificateKind.ResidentRecord, null)]
    [InlineData("seal", CertificateKind.SealRegistration, null)]
    [InlineData("no-seal", CertificateKind.SealRegistration, FlowErrorCode.NoSealRegistered)]
    [InlineData("revoked", CertificateKind.ResidentRecord, FlowErrorCode.CertificateRevoked)]
    [InlineData("on-hold", CertificateKind.ResidentRecord, FlowErrorCode.CertificateOnHold)]
    [InlineData("expired", CertificateKind.ResidentRecord, FlowErrorCode.CertificateExpired)]
    [InlineData("new-card", CertificateKind.ResidentRecord, FlowErrorCode.CertificateNotYetUsable)]
    [InlineData("child", CertificateKind.ResidentRecord, FlowErrorCode.UnderAge)]
    [InlineData("protected", CertificateKind.ResidentRecord, FlowErrorCode.IssueSuppressed)]
    [InlineData("moving", CertificateKind.ResidentRecord, FlowErrorCode.MovedOut)]
    [InlineData("moved-out", CertificateKind.ResidentRecord, FlowErrorCode.MovedOut)]
    [InlineData("usable", CertificateKind.ResidentEntries, null)]
    [InlineData("household-of-nine", CertificateKind.ResidentRecord, null)]
    [InlineData("domicile-here", CertificateKind.FamilyRegister, null)]
    [InlineData("large-register", CertificateKind.FamilyRegister, null)]
    [InlineData("domicile-here", CertificateKind.FamilyRegisterSupplement, null)]
    [InlineData("domicile-elsewhere", CertificateKind.FamilyRegister, FlowErrorCode.ApplicantUnknown)]
    [InlineData("domicile-outside", CertificateKind.FamilyRegister, FlowErrorCode.ApplicantUnknown)]
    [InlineData("taxed", CertificateKind.Tax, null)]
    [InlineData("not-taxed", CertificateKind.Tax, null)]
    [InlineData("taxed", CertificateKind.Income, null)]
    [InlineData("no-return", CertificateKind.Tax, FlowErrorCode.NoTaxRecord)]
    public async Task The_kiosk_says_what_the_state_of_card_and_resident_asks_for(string trait, CertificateKind kind, FlowErrorCode? expected)
    {
        var end = await cluster.RunAsync(await cluster.ErrandAsync(trait, kind: kind));

        Assert.Equal(expected, end.Error);
        Assert.Equal(expected is null ? 1 : 0, end.Copies.Count);
        Assert.Equal(expected is not null ? 0 : kind == CertificateKind.FamilyRegister ? 450 : 200, end.Paid);
    }

    [Fact]
    public async Task A_wrong_PIN_says_how_many_tries_are_left_and_the_third_locks_the_card_000_31()
    {
        var errand = await cluster.ErrandAsync("foreign", which: 2); // whom no other test meets
        var wrong = errand with { Pin = errand.Pin == "0000" ? "1111" : "0000" };

        var first = await cluster.RunAsync(wrong);
        Assert.Equal(FlowErrorCode.WrongPin, first.Error);
        Assert.Equal(2, first.Last.TriesLeft);

        var last = await cluster.RunAsync(wrong with { PinTries = 2 });
        Assert.Equal(FlowErrorCode.CardLocked, last.Error);

        var right = await cluster.RunAsync(errand);
        Assert.Equal(FlowErrorCode.CardLocked, right.Error);
        Assert.Equal(0, right.Paid);
    }

    [Fact]
    public async Task Copies_are_printed_and_paid_one_by_one()
    {
        var end = await cluster.RunAsync(await cluster.ErrandAsync("seal", kind: CertificateKind.SealRegistration, copies: 3));

        Assert.Null(end.Error);
        Assert.Equal(3, end.Copies.Count);
        Assert.Equal(600, end.Paid);
        Assert.All(end.Copies, copy => Assert.Equal(end.Copies[0].Pdf, copy.Pdf));
    }

    [Fact]
    public async Task Change_comes_back_with_the_paper()
    {
        using var citizen = cluster.CitizenAt();
        await citizen.ToConfirmScreenAsync(await cluster.ErrandAsync());
        var screen = await citizen.ToPayScreenAsync();
        await citizen.InsertMoneyAsync([1000], default);
        await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.TakePaper);

        Assert.Equal(800, await citizen.TakeMoneyAsync(default));
        Assert.Single(await citizen.TakePaperAsync(default));
    }
}
