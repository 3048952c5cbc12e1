using KioskSim.Inquiry.Host.Uploads;
using KioskSim.Paper.Images.Files;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>Why there is a page of explanation in place of a report.</summary>
enum Refusal
{
    NoFile = 1,
    NotAScan,
    Malformed,
    Damaged,
    TooLarge,
    TooManyPages,
    NotSupported,
    TwoFilesInOne,
    NotOurForm,
    TooSlow,
    TooOften,
    Busy,
    NoSuchPage,
    WrongMethod,
    OurFault,
}

static class RefusalOf
{
    public static Refusal Fault(UploadFault fault) => fault switch
    {
        UploadFault.NoFile => Refusal.NoFile,
        UploadFault.TooLarge => Refusal.TooLarge,
        UploadFault.TooManyFiles => Refusal.TooManyPages,
        UploadFault.NotOurForm => Refusal.NotOurForm,
        _ => Refusal.Malformed,
    };

    public static Refusal Fault(ScanFault fault) => fault switch
    {
        ScanFault.NotAScan => Refusal.NotAScan,
        ScanFault.TooLarge => Refusal.TooLarge,
        ScanFault.TooManyPages => Refusal.TooManyPages,
        ScanFault.NotSupported => Refusal.NotSupported,
        ScanFault.TwoFilesInOne => Refusal.TwoFilesInOne,
        _ => Refusal.Damaged,
    };

    /// <returns>The status of HTTP (RFC 9110, section 15; RFC 6585).</returns>
    public static int Status(Refusal refusal) => refusal switch
    {
        Refusal.NoFile or Refusal.Malformed => StatusCodes.Status400BadRequest,
        Refusal.NoSuchPage => StatusCodes.Status404NotFound,
        Refusal.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        Refusal.TooSlow => StatusCodes.Status408RequestTimeout,
        Refusal.TooLarge or Refusal.TooManyPages => StatusCodes.Status413PayloadTooLarge,
        Refusal.NotAScan or Refusal.NotSupported or Refusal.NotOurForm => StatusCodes.Status415UnsupportedMediaType,
        Refusal.Damaged or Refusal.TwoFilesInOne => StatusCodes.Status422UnprocessableEntity,
        Refusal.TooOften => StatusCodes.Status429TooManyRequests,
        Refusal.Busy => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
