using System.Diagnostics;
using KioskSim.Cluster.Recording;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>Who calls whom, declared as data and matched exactly against what was recorded.</summary>
public sealed class F0100_CallGraphTests(KioskSimCluster cluster)
{
    const string UpToTheSignature = """
        1  citizen  kiosk      touch-panel   Choose
        2  citizen  card       touch-panel   InsertCard
        2  kiosk    card       apdu          ReadCertificate
        2  kiosk    card       apdu          TriesLeft
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  citizen  kiosk      touch-panel   PressKey
        2  kiosk    card       apdu          VerifyPin
        3  kiosk    centre     store-line    Begin
        4  kiosk    card       apdu          Sign

        """;

    const string UpToTheSeal = UpToTheSignature + """
        5  kiosk    centre     store-line    Apply
        6  centre   jpki       internet      Check
        7  centre   city       lgwan         Prepare
        8  citizen  kiosk      touch-panel   Confirm
        8  citizen  card       touch-panel   TakeCard
        9  kiosk    centre     store-line    Issue
        9  centre   city       lgwan         Issue
        10 kiosk    kiosk      memory        OpenAndCheck
        10 kiosk    printer    ipp           GetPrinterAttributes

        """;

    const string Success = UpToTheSeal + """
        11 citizen  coin-slot  touch-panel   InsertMoney
        11 kiosk    coin-slot  cabinet-wire  Hold
        12 kiosk    centre     store-line    Release
        12 centre   jpki       internet      CheckAgain
        12 centre   city       lgwan         Release
        13 kiosk    printer    ipp           PrintJob
        14 kiosk    coin-slot  cabinet-wire  Close
        14 kiosk    centre     store-line    Settle
        14 centre   city       lgwan         Settle
        14 kiosk    coin-slot  cabinet-wire  Forget
        15 kiosk    kiosk      memory        Erase
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string Revoked = UpToTheSignature + """
        5  kiosk    centre     store-line    Apply     CertificateRevoked
        6  centre   jpki       internet      Check
        14 kiosk    centre     store-line    Settle
        15 kiosk    kiosk      memory        Erase
        8  citizen  card       touch-panel   TakeCard
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string WrongCity = UpToTheSignature + """
        5  kiosk    centre     store-line    Apply     ApplicantUnknown
        6  centre   jpki       internet      Check
        7  centre   city       lgwan         Prepare   ApplicantUnknown
        14 kiosk    centre     store-line    Settle
        15 kiosk    kiosk      memory        Erase
        8  citizen  card       touch-panel   TakeCard
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string JpkiUnreachable = UpToTheSignature + """
        5  kiosk    centre     store-line    Apply     JpkiUnreachable
        6  centre   jpki       internet      Check     JpkiUnreachable
        14 kiosk    centre     store-line    Settle
        15 kiosk    kiosk      memory        Erase
        8  citizen  card       touch-panel   TakeCard
        15 citizen  printer    touch-panel   TakePaper
        """;

    const string PaymentAborted = UpToTheSeal + """
        11 citizen  coin-slot  touch-panel   InsertMoney
        14 kiosk    centre     store-line    Settle
        14 centre   city       lgwan         Settle
        15 kiosk    kiosk      memory        Erase
        """;

    [Fact]
    public async Task An_issuance_makes_exactly_the_calls_of_the_fifteen_steps_000_18_000_29_000_45_002_03_002_05()
    {
        using var recorder = await QuietAsync();
        var end = await cluster.RunAsync(await cluster.ErrandAsync());

        Assert.Null(end.Error);
        Assert.Equal(CallGraph.Parse(Success), CallGraph.Of(recorder.Take()));
    }

    [Fact]
    public async Task A_revoked_card_gets_as_far_as_the_validity_check_and_no_city_hears_of_it()
    {
        using var recorder = await QuietAsync();
        var end = await cluster.RunAsync(await cluster.ErrandAsync("revoked"));

        Assert.Equal(FlowErrorCode.CertificateRevoked, end.Error);
        Assert.Equal(CallGraph.Parse(Revoked), CallGraph.Of(recorder.Take()));
    }

    [Fact]
    public async Task A_city_that_does_not_know_the_applicant_refuses_in_step_7()
    {
        using var recorder = await QuietAsync();
        var end = await cluster.RunAsync(await cluster.ErrandAsync() with { City = TestCities.Shared });

        Assert.Equal(FlowErrorCode.ApplicantUnknown, end.Error);
        Assert.Equal(CallGraph.Parse(WrongCity), CallGraph.Of(recorder.Take()));
    }

    [Fact]
    public async Task Without_JPKI_nothing_is_issued_and_no_city_hears_of_it()
    {
        var errand = await cluster.ErrandAsync();
        await cluster.HaveCardMadeAsync(errand);
        await cluster.Services.StopAsync("jpki");
        try
        {
            using var recorder = await QuietAsync();
            var end = await cluster.RunAsync(errand);

            Assert.Equal(FlowErrorCode.JpkiUnreachable, end.Error);
            Assert.Equal(CallGraph.Parse(JpkiUnreachable), CallGraph.Of(recorder.Take()));
        }
        finally
        {
            await cluster.Services.StartAsync("jpki");
        }
    }

    [Fact]
    public async Task Payment_given_up_ends_with_the_money_back_and_both_books_told()
    {
        using var recorder = await QuietAsync();
        using var citizen = cluster.CitizenAt();
        await citizen.ToConfirmScreenAsync(await cluster.ErrandAsync());
        await citizen.ToPayScreenAsync();
        await citizen.InsertMoneyAsync([100], default);
        var screen = await citizen.CancelAsync(default);

        Assert.Equal((int)FlowErrorCode.PaymentAborted, screen.Error);
        Assert.Equal(100, await citizen.TakeMoneyAsync(default));
        Assert.Equal(CallGraph.Parse(PaymentAborted), CallGraph.Of(recorder.Take()));
    }

    [Fact]
    public async Task Who_receives_sees_the_same_calls_as_who_sends()
    {
        using var sent = await QuietAsync();
        using var received = new FlowRecorder(ActivityKind.Server);
        await cluster.RunAsync(await cluster.ErrandAsync());

        // The card, the printer's cable and the kiosk's memory are no services: only one end is recorded.
        string[] calls = [.. sent.Take().Where(h => h.Hop.Over is not (Line.Apdu or Line.Memory or Line.Ipp)).OrderBy(h => h.Order).Select(h => h.Hop.Message)];
        Assert.Equal(calls.Order(), received.Take().Select(h => h.Hop.Message).Order());
    }

    [Fact]
    public void A_missing_hop_and_an_extra_hop_both_fail()
    {
        var graph = CallGraph.Parse(Success);
        Assert.NotEqual(graph, [.. graph.Where(h => !h.Contains("CheckAgain"))]);
        Assert.NotEqual(graph, [.. graph, "15 kiosk kiosk memory Erase"]);
        Assert.NotEqual(graph, [.. graph.Select(h => h.Replace("lgwan", "internet"))]);
    }

    // Once the kiosk waits for somebody, nothing of an earlier run is under way.
    async Task<FlowRecorder> QuietAsync()
    {
        using var citizen = cluster.CitizenAt();
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        return new FlowRecorder();
    }
}
