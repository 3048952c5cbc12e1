using KioskSim.Domain.Errors;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.PrinterEmulator.Standalone;

/// <summary>Hands at the printer, by a line of text each: what they do, and what they see then.</summary>
sealed class Attendant(PrinterDevice printer)
{
    public string Do(string line)
    {
        switch (line.Trim())
        {
            case "repair":
                printer.Repair();
                return "repaired";
            case "take":
                return $"taken {printer.TakePaper().Sum(c => c.Sheets)} sheets";
            case "withdraw":
                return $"withdrawn {printer.WithdrawPaper()} sheets";
            case "empty-box":
                return $"box held {printer.EmptyBox()} sheets"; // never what is on them
            case "status":
                return Status();
            default:
                return Plan(line);
        }
    }

    string Status()
    {
        var state = printer.IsOff ? "off" : printer.IsStopped ? "stopped" : printer.Jobs(completed: false).Count > 0 ? "processing" : "idle";
        var reasons = printer.StateReasons is { Count: > 0 } some ? string.Join(',', some) : "none";
        return $"{state}, reasons {reasons}, printed {printer.SheetsPrinted}, tray {printer.SheetsInTray}, box {printer.SheetsInBox}";
    }

    string Plan(string line)
    {
        try
        {
            var faults = FaultScript.Parse(line);
            printer.Plan(faults);
            return faults.Count > 0 ? "planned" : "nothing said";
        }
        catch (ConfigurationException e)
        {
            return $"not understood: {e.Message}";
        }
    }
}
