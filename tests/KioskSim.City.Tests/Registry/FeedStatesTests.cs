using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Domain.Values.CertificateKind;
using static KioskSim.Fixtures.Refusals;
using RegisterKind = KioskSim.Registers.RegisterKind;

namespace KioskSim.City.Tests.Registry;

/// <summary>How old the copy of a register is, and which kinds close when it is too old.</summary>
public sealed class FeedStatesTests : IDisposable
{
    static readonly City.Municipalities.Municipality AsShipped = Town.AsShipped("482013");

    readonly CityStore _city = new();

    [Fact]
    public async Task A_copy_is_as_old_as_what_its_register_last_said_and_never_gets_younger_by_an_older_word_000_40()
    {
        Assert.Null(_city.Feeds.AgeOf(Town.Here, RegisterKind.Seals));
        await ConfirmAsync(RegisterKind.Seals);
        _city.Clock.Now += TimeSpan.FromHours(5);
        Assert.Equal(TimeSpan.FromHours(5), _city.Feeds.AgeOf(Town.Here, RegisterKind.Seals));
        await ConfirmAsync(RegisterKind.Seals, TimeSpan.FromHours(-9));
        Assert.Equal(TimeSpan.FromHours(5), _city.Feeds.AgeOf(Town.Here, RegisterKind.Seals));
        await ConfirmAsync(RegisterKind.Seals, TimeSpan.FromHours(-1));
        Assert.Equal(TimeSpan.FromHours(1), _city.Feeds.AgeOf(Town.Here, RegisterKind.Seals));
        Assert.Null(_city.Feeds.AgeOf(Town.Elsewhere, RegisterKind.Seals));
    }

    /// <summary>Which register has fallen behind its 24 hours (taxes: eight days), and what closes.</summary>
    public static TheoryData<RegisterKind, CertificateKind[]> Closing { get; } = new()
    {
        { RegisterKind.Residents, Enum.GetValues<CertificateKind>() },
        { RegisterKind.Seals, [SealRegistration] },
        { RegisterKind.Taxes, [Tax, Income] },
        { RegisterKind.FamilyRegisters, [FamilyRegister, FamilyRegisterSupplement] },
    };

    [Theory]
    [MemberData(nameof(Closing))]
    public async Task Beyond_the_citys_limit_the_kinds_that_are_made_from_a_register_close_000_40(RegisterKind behind, CertificateKind[] closed)
    {
        await ConfirmAsync(behind);
        var limit = AsShipped.OldestCopies[behind];
        _city.Clock.Now += limit;
        foreach (var register in Enum.GetValues<RegisterKind>().Where(r => r != behind))
            await ConfirmAsync(register);
        Assert.All(Enum.GetValues<CertificateKind>(), kind => Assert.False(_city.Feeds.AreTooOld(AsShipped, kind)));

        _city.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(closed, Enum.GetValues<CertificateKind>().Where(kind => _city.Feeds.AreTooOld(AsShipped, kind)));
        Assert.All(closed, kind => Assert.Equal(FlowErrorCode.Suspended, RefusalOf(kind)));
        await ConfirmAsync(behind);
        Assert.All(closed, kind => Assert.Null(RefusalOf(kind)));
    }

    [Fact]
    public void A_register_that_never_spoke_keeps_its_kinds_closed() =>
        Assert.All(AsShipped.Offers, offer => Assert.Equal(FlowErrorCode.Suspended, RefusalOf(offer.Kind)));

    [Theory]
    [InlineData("482030", 1, "2026-11-18T12:00:00+09:00", FlowErrorCode.MunicipalityUnknown)] // not served here
    [InlineData("482013", 0, "2026-11-18T12:00:00+09:00", FlowErrorCode.BadRequest)]
    [InlineData("482013", 5, "2026-11-18T12:00:00+09:00", FlowErrorCode.BadRequest)]
    [InlineData("482013", 1, "yesterday", FlowErrorCode.BadRequest)]
    public async Task A_word_about_no_city_no_register_or_no_time_is_refused(string municipality, int register, string asOf, FlowErrorCode expected)
    {
        var request = new ConfirmRequest { Municipality = municipality, Register = (Register)register, AsOf = asOf };
        Assert.Equal(expected, await RefusalAsync(() => _city.Feed().Confirm(request, new Call())));
    }

    Task ConfirmAsync(RegisterKind register, TimeSpan ago = default) => _city.Feed().Confirm(
        new ConfirmRequest { Municipality = Town.Here.ToString(), Register = (Register)register, AsOf = (_city.Clock.Now + ago).ToString("O") }, new Call());

    FlowErrorCode? RefusalOf(CertificateKind kind) =>
        Refusal(() => _city.Right.CheckOffer(AsShipped, new KioskId("kiosk-1"), kind, CertificateOptions.None, new Copies(1)));

    public void Dispose() => _city.Dispose();
}
