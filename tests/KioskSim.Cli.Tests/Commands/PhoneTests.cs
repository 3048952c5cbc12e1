using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim card to-phone`, and the phone on the kiosk's reader.</summary>
public sealed class PhoneTests(SeededWorld world)
{
    // Somebody whom no other test sends to a kiosk.
    const int Owner = 65;

    [Fact]
    public async Task A_phone_gets_a_certificate_today_and_brings_one_from_the_kiosk_tomorrow_000_16_000_31()
    {
        var person = world.Resident("usable", Owner);
        Assert.Equal((int)FlowErrorCode.NoCard, (await world.IssueAsync(person, "--card", "phone")).ExitCode);

        var put = await RunAsync("to-phone", "--phone-pin", "8642", "--at", "2026-11-17T10:15");
        Assert.Equal((0, ""), (put.ExitCode, put.Error));
        Assert.EndsWith(" / The phone has a certificate for user authentication. Kiosks take it from the next day.\n", put.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("8642", put.Everything, StringComparison.Ordinal);

        Assert.Equal((int)FlowErrorCode.CertificateNotYetUsable, (await world.IssueAsync(person, "--card", "phone", "--at", "2026-11-17T10:20")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await world.IssueAsync(person, "--card", "phone")).ExitCode);
        Assert.Equal((int)FlowErrorCode.WrongPin, (await world.IssueAsync(person, "--card", "phone", "--pin", "0000")).ExitCode);

        // Another phone, of the kind that needs no PIN, takes the place of the first; then it alone is ended.
        Assert.Equal(ExitCodes.Ok, (await RunAsync("to-phone", "--without-pin", "--at", "2026-11-17T10:25")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await world.IssueAsync(person, "--card", "phone", "--at", "2026-11-18T11:00")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("revoke", "--phone")).ExitCode);
        Assert.Equal((int)FlowErrorCode.CertificateRevoked, (await world.IssueAsync(person, "--card", "phone", "--at", "2026-11-18T12:00")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await world.IssueAsync(person)).ExitCode);
    }

    [Theory]
    [InlineData("to-phone --phone-pin 864", ExitCodes.Usage)]
    [InlineData("to-phone --signing-pin WRONGPIN", (int)FlowErrorCode.WrongPin)]
    [InlineData("hold --phone", (int)FlowErrorCode.NoCard)]
    public async Task What_cannot_be_is_refused_with_its_own_code(string command, int code)
    {
        var ended = await world.RunAsync(
            ["card", .. command.Split(' '), "--city", SeededWorld.City, "--resident", world.Resident("usable", Owner + 1).Id.ToString()]);
        Assert.Equal(code, ended.ExitCode);
    }

    Task<Ended> RunAsync(string command, params string[] more) =>
        world.RunAsync(["card", command, "--city", SeededWorld.City, "--resident", world.Resident("usable", Owner).Id.ToString(), .. more]);
}
