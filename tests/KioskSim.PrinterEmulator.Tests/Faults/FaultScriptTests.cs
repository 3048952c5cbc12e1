using KioskSim.Domain.Errors;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Tests.Faults;

public sealed class FaultScriptTests
{
    [Fact]
    public void A_script_names_one_fault_a_line_among_remarks_and_empty_lines()
    {
        var faults = FaultScript.Parse("""
            # a bad day
            jam before sheet 3
              tray-empty   before sheet 5 for 20 s   # somebody comes

            toner-low
            toner-empty before sheet 9
            power-off for 1.5 s before sheet 7
            refuse-jobs 2 times
            garbage
            slow 4 s a sheet before sheet 2
            """);
        Assert.Equal(
        [
            new(FaultKind.Jam, 3),
            new(FaultKind.TrayEmpty, 5, TimeSpan.FromSeconds(20)),
            new(FaultKind.TonerLow),
            new(FaultKind.TonerEmpty, 9),
            new(FaultKind.PowerOff, 7, TimeSpan.FromSeconds(1.5)),
            new(FaultKind.RefuseJobs, Times: 2),
            new(FaultKind.Garbage),
            new(FaultKind.Slow, 2, SheetTime: TimeSpan.FromSeconds(4)),
        ], faults);
    }

    [Theory]
    [InlineData("jamm", "Line 1: there is no fault 'jamm'; faults are jam, tray-empty, toner-low, toner-empty, power-off, refuse-jobs, garbage, slow.")]
    [InlineData("\n#\njam before page 3", "Line 3: 'page' stands where 'sheet' is expected.")]
    [InlineData("jam before sheet", "Line 1: the number of a sheet, from 1 is missing after 'sheet'.")]
    [InlineData("jam before sheet 0", "Line 1: '0' is not the number of a sheet, from 1.")]
    [InlineData("jam before sheet 2 before sheet 3", "Line 1: 'before' is not understood here.")]
    [InlineData("jam 2 times", "Line 1: '2' is not understood here.")]
    [InlineData("garbage 0 times", "Line 1: '0' is not understood here.")]
    [InlineData("garbage 2 answers", "Line 1: 'answers' stands where 'times' is expected.")]
    [InlineData("power-off for -1 s", "Line 1: '-1' is no number of seconds up to 86400.")]
    [InlineData("power-off for 1e3 s", "Line 1: '1e3' is no number of seconds up to 86400.")]
    [InlineData("power-off for 20 m", "Line 1: 'm' stands where 's' is expected.")]
    [InlineData("slow", "Line 1: seconds is missing after 'slow'.")]
    [InlineData("slow 4 s", "Line 1: 'a' is missing after 's'.")]
    public void What_is_wrong_with_a_script_is_said_by_line_and_word(string script, string why) =>
        Assert.Equal(why, Assert.Throws<ConfigurationException>(() => FaultScript.Parse(script)).Message);
}
