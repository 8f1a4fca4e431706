import { protos } from '@google-cloud/dataflow';
import { method } from '../grpc.ts';

export const v1beta3 = protos.google.dataflow.v1beta3;
export type IJob = protos.google.dataflow.v1beta3.IJob;
export type ILaunch = protos.google.dataflow.v1beta3.ILaunchFlexTemplateRequest;
export type IListJobs = protos.google.dataflow.v1beta3.IListJobsRequest;
export type IGetJob = protos.google.dataflow.v1beta3.IGetJobRequest;
export type IUpdateJob = protos.google.dataflow.v1beta3.IUpdateJobRequest;
export type IListMessages = protos.google.dataflow.v1beta3.IListJobMessagesRequest;
export type IGetMetrics = protos.google.dataflow.v1beta3.IGetJobMetricsRequest;
export type IMetrics = protos.google.dataflow.v1beta3.IJobMetrics;
type ILaunched = protos.google.dataflow.v1beta3.ILaunchFlexTemplateResponse;
type IJobs = protos.google.dataflow.v1beta3.IListJobsResponse;
type IMessages = protos.google.dataflow.v1beta3.IListJobMessagesResponse;

const path = '/google.dataflow.v1beta3';

/** What the stand-in speaks; everything else is answered with UNIMPLEMENTED. */
export const service = {
  launchFlexTemplate: method<ILaunch, ILaunched>(
    `${path}.FlexTemplatesService/LaunchFlexTemplate`,
    v1beta3.LaunchFlexTemplateRequest,
    v1beta3.LaunchFlexTemplateResponse,
  ),
  listJobs: method<IListJobs, IJobs>(`${path}.JobsV1Beta3/ListJobs`, v1beta3.ListJobsRequest, v1beta3.ListJobsResponse),
  getJob: method<IGetJob, IJob>(`${path}.JobsV1Beta3/GetJob`, v1beta3.GetJobRequest, v1beta3.Job),
  updateJob: method<IUpdateJob, IJob>(`${path}.JobsV1Beta3/UpdateJob`, v1beta3.UpdateJobRequest, v1beta3.Job),
  listJobMessages: method<IListMessages, IMessages>(
    `${path}.MessagesV1Beta3/ListJobMessages`,
    v1beta3.ListJobMessagesRequest,
    v1beta3.ListJobMessagesResponse,
  ),
  getJobMetrics: method<IGetMetrics, IMetrics>(`${path}.MetricsV1Beta3/GetJobMetrics`, v1beta3.GetJobMetricsRequest, v1beta3.JobMetrics),
};
