using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim card reserve-pin` and `reset-pin`: the phone's app and the kiosk, a day apart at most.</summary>
public sealed class PinResetTests(SeededWorld world)
{
    // People whom no other test sends to a kiosk.
    const int Forgetful = 64;
    const int ForgetfulOfTheOther = 67;
    const int Careless = 68;

    [Fact]
    public async Task A_PIN_reserved_in_the_app_is_set_at_the_kiosk_within_24_hours_and_once_000_31_000_34()
    {
        var reserved = await RunAsync(Forgetful, "reserve-pin", "--at", "2026-11-18T10:15");
        Assert.Equal((0, ""), (reserved.ExitCode, reserved.Error));
        Assert.Equal(
            "暗証番号の再設定を予約しました。2026-11-19 10:15までにキオスク端末で設定してください。 / The new PIN is reserved. Set it at a kiosk by 2026-11-19 10:15.\n",
            reserved.Output);

        var late = await RunAsync(Forgetful, "reset-pin", "--new-pin", "2468", "--at", "2026-11-19T10:16");
        Assert.Equal((int)FlowErrorCode.PinResetExpired, late.ExitCode);
        Assert.Contains("older than 24 hours", late.Error, StringComparison.Ordinal);

        var slip = await RunAsync(Forgetful, "reset-pin", "--new-pin", "2468", "--again", "2469", "--at", "2026-11-19T10:10");
        Assert.Equal((int)FlowErrorCode.PinsDiffer, slip.ExitCode);

        var done = await RunAsync(Forgetful, "reset-pin", "--new-pin", "2468", "--at", "2026-11-19T10:10", "--json");
        Assert.Equal((0, ""), (done.ExitCode, done.Error));
        Assert.Equal("reset-pin", done.Json.GetProperty("done").GetString());
        Assert.Equal("The new PIN is set at the kiosk.", done.Json.GetProperty("english").GetString());

        var again = await RunAsync(Forgetful, "reset-pin", "--new-pin", "1357", "--at", "2026-11-19T10:12");
        Assert.Equal((int)FlowErrorCode.PinResetNotReserved, again.ExitCode);
        Assert.All(
            (Ended[])[reserved, late, slip, done, again],
            ended => Assert.All((string[])["2468", "2469", "1357"], pin => Assert.DoesNotContain(pin, ended.Everything, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_signing_PIN_is_reserved_by_the_four_digits_000_34()
    {
        Assert.Equal(ExitCodes.Ok, (await RunAsync(ForgetfulOfTheOther, "reserve-pin", "--signing")).ExitCode);
        Assert.Equal((int)FlowErrorCode.BadRequest, (await RunAsync(ForgetfulOfTheOther, "reset-pin", "--new-pin", "2468")).ExitCode); // not of that kind
        Assert.Equal(ExitCodes.Ok, (await RunAsync(ForgetfulOfTheOther, "reset-pin", "--new-pin", "NEWPIN7")).ExitCode);

        // From now on the old signing PIN is a wrong one.
        Assert.Equal((int)FlowErrorCode.WrongPin, (await RunAsync(ForgetfulOfTheOther, "reserve-pin")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await RunAsync(ForgetfulOfTheOther, "reserve-pin", "--other-pin", "NEWPIN7")).ExitCode);
    }

    [Theory]
    [InlineData("reserve-pin", "--other-pin", "nothing", (int)FlowErrorCode.BadRequest)]
    [InlineData("reserve-pin", "--at", "tomorrow", ExitCodes.Usage)]
    [InlineData("reset-pin", "--again", "2468", ExitCodes.Usage)] // no --new-pin
    public async Task A_wrong_value_is_refused_with_its_own_code(string command, string option, string value, int code) =>
        Assert.Equal(code, (await RunAsync(Careless, command, option, value)).ExitCode);

    Task<Ended> RunAsync(int who, string command, params string[] more) =>
        world.RunAsync(["card", command, "--city", SeededWorld.City, "--resident", world.Resident("usable", who).Id.ToString(), .. more]);
}
