using FluentValidation;
using ImapApi.Application.Pipeline;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Application;

public static class ApplicationServices
{
    /// <summary>Registers every use case with its validator, and the pipeline around them: tracing, logging, metrics, validation (first is outermost).</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddSingleton<IMediator>(provider => new Mediator(provider.GetService));
        services.Scan(scan => scan.FromAssemblies(typeof(ApplicationServices).Assembly)
            .AddClasses(classes => classes.AssignableToAny(typeof(IRequestHandler<,>), typeof(IValidator<>)), publicOnly: false)
            .AsImplementedInterfaces()
            .WithSingletonLifetime());
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(TracingBehavior<,>));
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>));
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(MetricsBehavior<,>));
        services.AddSingleton(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddSingleton<RequestValidation>();
        return services;
    }
}
