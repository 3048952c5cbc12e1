using KioskSim.Ipp;

namespace KioskSim.Devices.Printer;

/// <summary>A job in the printer's own book. The document is dropped when the job is over; the counts stay.</summary>
sealed class PrintJob(int id, string name, byte[] pdf, int copies, int sheetsACopy)
{
    public int Id => id;

    public string Name => name;

    public byte[] Pdf { get; private set; } = pdf;

    public int SheetsACopy => sheetsACopy;

    public int SheetsWanted => copies * sheetsACopy;

    public int SheetsOut { get; set; }

    public IppJobState State { get; set; } = IppJobState.Pending;

    public bool IsOver => State >= IppJobState.Canceled;

    public void End(IppJobState state)
    {
        State = state;
        Pdf = [];
    }
}
