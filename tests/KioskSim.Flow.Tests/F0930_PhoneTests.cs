using System.Text;
using Google.Protobuf;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Cluster.Recording;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>A certificate in a phone, from the app to the sheet of paper, over two days: kiosks take it from the day after its issue.</summary>
public sealed class F0930_PhoneTests : IDisposable
{
    const string PhonePin = "8642";

    const string UpToTheReader = """
        1  citizen  kiosk      touch-panel   Choose
        2  citizen  card       touch-panel   InsertCard
        2  kiosk    card       apdu          ReadCertificate
        2  kiosk    card       apdu          TriesLeft

        """;

    const string Pin = """
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  kiosk    card       apdu          VerifyPin

        """;

    const string UpToTheCity = """
        3  kiosk    centre     store-line    Begin
        4  kiosk    card       apdu          Sign
        5  kiosk    centre     store-line    Apply
        6  centre   jpki       internet      Check
        7  centre   city       lgwan         Prepare
        """;

    readonly string _state = Directory.CreateTempSubdirectory("kiosksim-phone-").FullName;

    [Theory]
    [InlineData(PhonePin, 31)]
    [InlineData("", 32)] // the kind that knows its holder
    public async Task A_phone_brings_a_certificate_from_the_day_after_until_its_card_is_revoked_000_16_000_31_000_50(string pin, int which)
    {
        Errand errand;
        await using (var first = await DayAsync(0))
        {
            errand = await first.ErrandAsync(which: which) with { Card = CardChoice.Phone, Pin = pin };
            Assert.Equal(FlowErrorCode.NoCard, (await first.RunAsync(errand)).Error);
            await ToPhoneAsync(first, errand);
            Assert.Equal(FlowErrorCode.CertificateNotYetUsable, (await first.RunAsync(errand)).Error);
        }

        await using var cluster = await DayAsync(1);
        var byCard = await cluster.ErrandAsync(which: which);
        using (var recorder = await QuietAsync(cluster))
        {
            Assert.Null((await cluster.RunAsync(errand)).Error);
            var expected = CallGraph.Parse(UpToTheReader + (pin.Length > 0 ? Pin : "") + UpToTheCity);
            Assert.Equal(expected, CallGraph.Of(recorder.Take()).Take(expected.Count));
        }

        if (pin.Length > 0)
            Assert.Equal(FlowErrorCode.WrongPin, (await cluster.RunAsync(errand with { Pin = "0000" })).Error);
        Assert.Null((await cluster.RunAsync(byCard)).Error);

        // The phone is lost: the card is not.
        var (office, line) = (Counter(cluster), Telephone(cluster));
        var phone = Name((await cluster.Services.Wallet.PhoneSerialAsync(errand.Home, errand.Resident, default)).ToDer());
        Assert.True((await line.HoldAsync(phone)).Changed);
        Assert.Equal(FlowErrorCode.CertificateOnHold, (await cluster.RunAsync(errand)).Error);
        Assert.Null((await cluster.RunAsync(byCard)).Error);
        Assert.True((await office.ReleaseAsync(phone)).Changed);
        Assert.Null((await cluster.RunAsync(errand)).Error);

        // The card ends, and the phone with it.
        var card = Name((await cluster.Services.Wallet.SerialAsync(errand.Home, errand.Resident, default)).ToDer());
        Assert.True((await office.RevokeAsync(new RevokeRequest { Serial = card.Serial, Cause = RevocationCause.HolderRequest })).Changed);
        Assert.Equal(FlowErrorCode.CertificateRevoked, (await cluster.RunAsync(errand)).Error);
    }

    [Fact]
    public async Task A_phone_that_the_city_was_not_told_of_is_nobodys_there()
    {
        Errand errand;
        await using (var first = await DayAsync(0))
        {
            errand = await first.ErrandAsync(which: 33) with { Card = CardChoice.Phone, Pin = PhonePin };
            await ToPhoneAsync(first, errand, notice: false);
        }

        await using var cluster = await DayAsync(1);
        Assert.Equal(FlowErrorCode.ApplicantUnknown, (await cluster.RunAsync(errand)).Error);
        await cluster.Services.NoticePhoneAsync(errand.Home, errand.Resident, default);
        Assert.Null((await cluster.RunAsync(errand)).Error);
        Assert.Null((await cluster.RunAsync(await cluster.ErrandAsync(which: 33))).Error); // the card's serial number is still there
    }

    static async Task ToPhoneAsync(KioskSimCluster cluster, Errand errand, bool notice = true)
    {
        var wallet = cluster.Services.Wallet;
        var signingPin = await wallet.RememberSigningPinAsync(errand.Home, errand.Resident, default);
        var card = await wallet.TakeOutWholeAsync(errand.Home, errand.Resident, default);
        var phone = await cluster.Services.OpenPhone().ApplyAsync(card, Encoding.ASCII.GetBytes(signingPin), Encoding.ASCII.GetBytes(errand.Pin), default);
        await wallet.PutPhoneAsync(errand.Home, errand.Resident, phone, errand.Pin, default);
        if (notice)
            await cluster.Services.NoticePhoneAsync(errand.Home, errand.Resident, default);
    }

    Task<KioskSimCluster> DayAsync(int day) => KioskSimCluster.StartAsync(new KioskSimCluster { State = _state, Time = ClusterOptions.UsualTime.AddDays(day) });

    static CardOffice.CardOfficeClient Counter(KioskSimCluster cluster) =>
        new(cluster.Services.Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker);

    static HoldLine.HoldLineClient Telephone(KioskSimCluster cluster) =>
        new(cluster.Services.Open(Zone.Lgwan, Party.HoldLine, Members.HoldLine, Party.Jpki, JpkiHost.Name).Invoker);

    static CertificateName Name(byte[] serial) => new() { Serial = ByteString.CopyFrom(serial) };

    // Once the kiosk waits for somebody, nothing of an earlier run is under way.
    static async Task<FlowRecorder> QuietAsync(KioskSimCluster cluster)
    {
        using var citizen = cluster.CitizenAt();
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        return new FlowRecorder();
    }

    public void Dispose() => Directory.Delete(_state, recursive: true);
}
