using System.Security.Cryptography;
using KioskSim.Ipp;

namespace KioskSim.PrinterEmulator.Device;

/// <summary>What a job is asked to be.</summary>
/// <param name="Name">The kiosk's name for it: a session.</param>
/// <param name="User">Who asks, if they say.</param>
/// <param name="Pages">Of the document; two go on a sheet.</param>
sealed record JobTicket(string Name, string User, int Pages, int Copies)
{
    public int SheetsACopy => (Pages + 1) / 2;

    public int Sheets => Copies * SheetsACopy;
}

/// <summary>A job in the printer's own book. The document is dropped when the job is over; the counts stay.</summary>
sealed class PrintJob
{
    public PrintJob(int id, JobTicket ticket, byte[] pdf, int created)
    {
        Id = id;
        Ticket = ticket;
        Pdf = pdf;
        Hash = SHA256.HashData(pdf);
        Created = created;
    }

    public int Id { get; }

    public JobTicket Ticket { get; }

    public byte[] Pdf { get; private set; }

    public byte[] Hash { get; }

    public int SheetsOut { get; set; }

    public IppJobState State { get; set; } = IppJobState.Pending;

    public bool IsOver => State >= IppJobState.Canceled;

    /// <summary>By the printer's clock: seconds since it was switched on (RFC 8011 section 5.3.14).</summary>
    public int Created { get; }

    public int? Begun { get; set; }

    public int? Ended { get; private set; }

    /// <param name="state">Canceled, aborted or completed.</param>
    /// <param name="at">By the printer's clock.</param>
    /// <param name="wipe">Nobody else has the document: what it lay in is wiped.</param>
    public void End(IppJobState state, int at, bool wipe)
    {
        State = state;
        Ended = at;
        if (wipe)
            CryptographicOperations.ZeroMemory(Pdf);
        Pdf = [];
    }
}
